"""PSI and two-sample KS of every column with pandas and scipy: what `churn drift` is timed beside.

    python3 rival.py reference.csv new.csv
"""

import sys

import numpy
import pandas
import scipy.stats


def psi(reference, current):
    """The population stability index of two vectors of counts, empty bins taken as half a row."""
    p = numpy.maximum(reference, 0.5) / reference.sum()
    q = numpy.maximum(current, 0.5) / current.sum()
    return float(((q - p) * numpy.log(q / p)).sum())


def numbers(reference, current):
    """PSI over tenths of the reference with a bin for missing values, and the KS statistic with its p-value."""
    a, b = reference.dropna().to_numpy(), current.dropna().to_numpy()
    edges = numpy.unique(numpy.quantile(a, numpy.linspace(0, 1, 11)[1:-1]))
    bins = [
        numpy.append(numpy.bincount(numpy.searchsorted(edges, x), minlength=len(edges) + 1), missing)
        for x, missing in ((a, reference.isna().sum()), (b, current.isna().sum()))
    ]
    ks = scipy.stats.ks_2samp(a, b, method="asymp")
    return psi(*bins), ks.statistic, ks.pvalue


def levels(reference, current):
    """PSI over the levels of both sides, missing values one of them."""
    a, b = (x.fillna("").value_counts() for x in (reference, current))
    names = a.index.union(b.index)
    return psi(a.reindex(names, fill_value=0).to_numpy(), b.reindex(names, fill_value=0).to_numpy())


def main():
    reference, current = (pandas.read_csv(path) for path in sys.argv[1:3])
    for name in reference.columns:
        if pandas.api.types.is_numeric_dtype(reference[name]):
            print("%-12s PSI %.4f  KS %.4f  p %.3g" % ((name,) + numbers(reference[name], current[name])))
        else:
            print("%-12s PSI %.4f" % (name, levels(reference[name], current[name])))


if __name__ == "__main__":
    main()
