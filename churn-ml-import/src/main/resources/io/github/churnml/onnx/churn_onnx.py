# Scores tables of pandas by a model that churn-ml exported: model.onnx and model.onnx.json beside it.
#
# Copyright the churn-ml authors. Licensed under the Apache License, Version 2.0. You may also use, copy, change and
# pass on this one file under the terms of the MIT No Attribution licence (MIT-0), without naming anyone.
#
#     from churn_onnx import ChurnOnnx
#     model = ChurnOnnx("model.onnx")
#     probabilities = model.predict(table)      # one for each row of a pandas.DataFrame
#
# Needs numpy, pandas and onnxruntime 1.21 or later.
"""Scores tables by a model that churn-ml exported as ONNX."""

import datetime
import decimal
import difflib
import hashlib
import json
import math
import numbers
import re
import unicodedata

import numpy
import onnxruntime
import pandas

MISSING = -1
UNKNOWN = -2

# What Java calls white space; that of Python is more.
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
    "\u2028\u2029\u205f\u3000"
)

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")
INFINITE = re.compile(r"[+-]?inf(?:inity)?\Z", re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
MINUS = "-\u2212\u2013\u2014"
SIGNS = "$€£¥₹₽₺₩₫₪₴₦₱฿%"
UNITS = frozenset((
    "$ € £ ¥ ₹ ₽ ₺ ₩ ₫ ₪ ₴ ₦ ₱ ฿ % R$ US$ A$ AU$ C$ CA$ NZ$ HK$ S$ KR ZŁ KČ FT LEI SFR FR. RS EURO EUROS USD EUR GBP"
    " JPY CNY INR AUD CAD CHF SEK NOK DKK PLN CZK HUF RON BRL MXN ARS CLP COP ZAR NGN KES EGP RUB UAH TRY KRW SGD HKD"
    " TWD NZD ILS AED SAR THB IDR MYR PHP VND PKR BDT"
).split())

DATE = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})(?:[Tt ](.*))?\Z", re.DOTALL)
TIME = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?(Z|z|([+-])([0-9]{2})(?:(:?)([0-9]{2}))?)?\Z"
)

# The texts that spreadsheets write where a formula failed: missing wherever "#n/a" is a missing marker.
SPREADSHEET_ERRORS = frozenset((
    "#n/a", "#na", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#field!",
    "#getting_data", "#blocked!", "#unknown!", "#connect!", "#busy!", "#external!", "#python!", "#timeout!",
    "#error!", "#n/a n/a", "#n/a!", "#nv", "#bezug!", "#wert!", "#zahl!", "#überlauf!", "#n/b", "#verw!",
    "#waarde!", "#getal!", "#deel/0!", "#naam?", "#leeg!", "#i/t", "#division/0!", "#reference!", "#værdi!",
    "#navn?", "#nul!", "#saknas!", "#saknas", "#otillgänglig!", "#värdefel!", "#referens!", "#referensfel!",
    "#ogiltigt!", "#namn?", "#skärning!", "#verdi!", "#i/t!", "#puuttuu", "#puuttuu!", "#puuttuu/ei!",
    "#jako/0!", "#arvo!", "#viittaus!", "#nimi?", "#luku!", "#tyhjä!", "#valeur!", "#nom?", "#nombre!",
    "#n/d", "#n/d!", "#rif!", "#valore!", "#nome?", "#nullo!", "#¡div/0!", "#¡ref!", "#¡valor!", "#¿nombre?",
    "#¡num!", "#¡nulo!", "#valor!", "#núm!", "#nulo!", "#adr!", "#arg!", "#liczba!", "#nazwa?", "#zero!",
    "#dziel/0!", "#dělení_nulou!", "#hodnota!", "#odkaz!", "#název?", "#číslo!", "#není_k_dispozici",
    "#hiányzik", "#zéróosztó!", "#érték!", "#hiv!", "#név?", "#szám!", "#nulla!", "#yok", "#sayı/0!",
    "#değer!", "#başv!", "#ad?", "#sayı!", "#boş!", "#н/д", "#дел/0!", "#знач!", "#ссылка!", "#имя?",
    "#число!", "#пусто!",
))

# How many rows go through the graph at a time: what it holds for each row does not grow with the table.
ROWS_AT_A_TIME = 8192


class ChurnOnnx:
    """A model that churn-ml exported."""

    def __init__(self, path, session_options=None):
        """Loads the ONNX file at a path, and the JSON of that path and ``.json``."""
        with open(path, "rb") as file:
            graph = file.read()
        with open(str(path) + ".json", encoding="utf-8") as file:
            self.description = json.load(file)
        if self.description.get("format") != 1:
            raise ValueError(
                "The description beside the model is of format (%s) where 1 is known.\nMaybe take the churn_onnx.py of"
                " the churn-ml that exported the model." % self.description.get("format")
            )
        if hashlib.sha256(graph).hexdigest() != self.description["onnxSha256"]:
            raise ValueError(
                "The files (%s) and (%s.json) are not of one export.\nMaybe export the model again." % (path, path)
            )
        self.session = onnxruntime.InferenceSession(
            graph, session_options, providers=["CPUExecutionProvider"]
        )
        self.columns = [_READERS[column["kind"]](column) for column in self.description["columns"]]

    def predict(self, table):
        """The probability of each row of a DataFrame, as an array of doubles.

        Columns are found by name, in any order; those that the model does not need are ignored, one that is absent is an
        error. Texts are read as churn-ml reads them, numbers, booleans and dates taken as they are; None, NaN and NA are
        missing values.
        """
        return self._run("probability", self.encode(table), len(table))

    def predict_log_odds(self, table):
        """The log-odds of each row before calibration, as an array of doubles."""
        return self._run("log_odds", self.encode(table), len(table))

    def labels(self, table):
        """The label of each row: that of the target for customers who leave where the probability reaches the threshold."""
        target = self.description["target"]
        leaves = self.predict(table) >= self.description["threshold"]
        return numpy.where(leaves, target["positive"], target["negative"])

    def encode(self, table):
        """The inputs of the graph for a DataFrame, as arrays of one column each."""
        if not isinstance(table, pandas.DataFrame):
            raise TypeError("The rows are a (%s) where a pandas.DataFrame is needed." % type(table).__name__)

        def others(mark):
            return any(
                mark == "comma" and _marks({value for value in series if isinstance(value, str)})[1]
                for _, series in table.items()
                if not _is_numeric(series.dtype)
            )

        return {
            column.input: column.read(self._series(table, column.name), others).reshape(-1, 1)
            for column in self.columns
        }

    def _series(self, table, name):
        found = [place for place, column in enumerate(table.columns) if column == name]
        if not found:
            found = [
                place for place, column in enumerate(table.columns) if str(column).strip(BLANKS) == name.strip(BLANKS)
            ]
        if not found:
            near = difflib.get_close_matches(name, [str(column) for column in table.columns], 1)
            raise ValueError(
                "Column '%s' is missing; the model needs it.\nMaybe %s"
                % (
                    name,
                    "'%s' should be named so." % near[0]
                    if near
                    else "add it, with empty values where it is not known.",
                )
            )
        if len(found) > 1:
            raise ValueError("Column '%s' is there %d times.\nMaybe rename the others." % (name, len(found)))
        return table.iloc[:, found[0]]

    def _run(self, output, inputs, rows):
        answers = [numpy.empty(0)]
        for start in range(0, rows, ROWS_AT_A_TIME):
            part = {name: values[start : start + ROWS_AT_A_TIME] for name, values in inputs.items()}
            answers.append(self.session.run([output], part)[0].reshape(-1))
        return numpy.concatenate(answers)


class _Column:
    def __init__(self, description):
        self.name = description["column"]
        self.input = description["input"]
        self.missing = frozenset(_fold(marker) for marker in description["missing"])
        self.errors = "#n/a" in description["missing"]

    def is_missing(self, text):
        bare = text.strip(BLANKS)
        return not bare or _fold(bare) in self.missing or self.errors and _is_error(bare)

    def wrong(self, row, value, needed, maybe):
        shown = str(value)
        shown = shown if len(shown) <= 40 else shown[:39] + "\u2026"
        return ValueError(
            "Column '%s' (row %d) holds (%s) where %s is required.\nMaybe %s" % (self.name, row, shown, needed, maybe)
        )


class _Number(_Column):
    """Numbers: missing is NaN."""

    def __init__(self, description):
        super().__init__(description)
        self.markers = description["missingNumbers"]
        self.lenient = description["lenient"]
        self.flags = description.get("flags", False)
        self.loose = description.get("loose", False)
        self.trained = description.get("decimals", "point")

    def read(self, series, others):
        kind = series.dtype
        if isinstance(kind, pandas.CategoricalDtype) or not _is_numeric(kind):
            values = numpy.empty(len(series))
            decimals = self.decide(series, others) if self.loose else self.trained
            for row, value in enumerate(series):
                values[row] = self.value(value, row + 1, decimals)
        else:
            values = series.to_numpy(dtype="float64", na_value=numpy.nan).copy()
        return self.present(values)

    def decide(self, series, others):
        """What separates the decimals of a column's texts: what they show themselves, else what they had in training."""
        texts = {value for value in series if isinstance(value, str)}
        if self.trained == "point" and all(NUMBER.match(text.strip(BLANKS)) or self.is_missing(text) for text in texts):
            return "point"
        points, commas, open_ones = _marks(texts)
        if points:
            return "either" if commas else "point"
        if commas:
            return "comma"
        if open_ones and others("comma"):
            raise ValueError(
                "Column '%s' does not tell whether 1.234 is a thousand, and other columns have a decimal comma.\nMaybe"
                " give numbers." % self.name
            )
        return self.trained

    def present(self, values):
        infinite = numpy.isinf(values)
        if infinite.any():
            raise ValueError(
                "Column '%s' (row %d) holds an infinite number.\nMaybe leave the value out."
                % (self.name, int(infinite.argmax()) + 1)
            )
        for marker in self.markers:
            values[values == marker] = numpy.nan
        return values

    def value(self, value, row, decimals):
        if isinstance(value, str):
            return self.text(value, row, decimals)
        if _is_gap(value):
            return math.nan
        if isinstance(value, (bool, numpy.bool_)):
            return 1.0 if value else 0.0
        if isinstance(value, (numbers.Number, decimal.Decimal)) and not isinstance(value, complex):
            return _double(value)
        raise self.wrong(row, value, "a number", "give a number or text.")

    def text(self, text, row, decimals):
        bare = text.strip(BLANKS)
        if self.is_missing(text):
            return math.nan
        value = _number(bare) if not self.loose else _pick(_formatted(bare), decimals)
        if self.flags and bare.lower() in ("true", "false"):
            return 1.0 if len(bare) == 4 else 0.0
        if math.isnan(value) and (INFINITE.match(bare) or NUMBER.match(bare) and math.isinf(float(bare))):
            return math.inf
        if math.isnan(value) and not self.lenient:
            raise self.wrong(row, text, "a number", "write it as in 1234.5, or give numbers.")
        return value


class _Date(_Number):
    """Dates as days since 1970-01-01 in UTC, with a fraction for the time of day."""

    def __init__(self, description):
        super().__init__(description)
        self.format = description["dateFormat"]

    def read(self, series, others):
        if isinstance(series.dtype, pandas.DatetimeTZDtype):
            return self.read(series.dt.tz_convert("UTC").dt.tz_localize(None), others)
        if series.dtype.kind != "M":
            if series.dtype.kind == "b" or str(series.dtype) == "boolean":
                raise self.wrong(1, "boolean", "a date", "give dates or text.")
            return super().read(series, others)
        stamps = series.to_numpy()
        seconds = stamps.astype("datetime64[s]")
        seconds = numpy.where(seconds > stamps, seconds - numpy.timedelta64(1, "s"), seconds)
        nanos = (stamps - seconds).astype("timedelta64[ns]").astype("int64").astype("float64")
        days = (seconds.astype("int64").astype("float64") + nanos / 1e9) / 86400.0
        days[numpy.isnat(stamps)] = numpy.nan
        return self.present(days)

    def value(self, value, row, decimals):
        if isinstance(value, str):
            return self.text(value, row, decimals)
        if _is_gap(value):
            return math.nan
        if isinstance(value, datetime.datetime):
            stamp = pandas.Timestamp(value)
            stamp = stamp if stamp.tzinfo is None else stamp.tz_convert("UTC").tz_localize(None)
            return float(self.read(pandas.Series([stamp]), None)[0])
        if isinstance(value, datetime.date):
            return float(value.toordinal() - 719163)
        if isinstance(value, (bool, numpy.bool_)):
            raise self.wrong(row, value, "a date", "give dates or text.")
        return super().value(value, row, decimals)

    def text(self, text, row, decimals):
        if self.is_missing(text):
            return math.nan
        days = _days(text.strip(BLANKS), self.format)
        if math.isnan(days) and not self.lenient:
            raise self.wrong(row, text, "a date", "write it as %s." % self.format)
        return days


class _Levels(_Column):
    """Levels: their codes, MISSING or UNKNOWN."""

    def __init__(self, description):
        super().__init__(description)
        self.levels = description["levels"]
        self.true = description["true"]
        self.false = description["false"]
        self.only_texts = bool(self.levels) and all(
            math.isnan(_number(level.strip(BLANKS))) for level in self.levels
        )

    def read(self, series, others):
        known = {}
        codes = numpy.empty(len(series), dtype="int64")
        for row, value in enumerate(series):
            key = (type(value), value)
            try:
                code = known.get(key)
            except TypeError:
                key = None
                code = None
            if code is None:
                code = self.value(value, row + 1)
                if key is not None:
                    known[key] = code
            codes[row] = code
        return codes

    def value(self, value, row):
        if isinstance(value, str):
            return self.code(value)
        if _is_gap(value):
            return MISSING
        if isinstance(value, (bool, numpy.bool_)):
            code = self.true if value else self.false
            if code is None:
                raise self.none_of(row, value)
            return code
        if isinstance(value, (numbers.Number, decimal.Decimal)) and not isinstance(value, complex):
            whole = isinstance(value, numbers.Integral)
            code = self.code(str(int(value)) if whole else _text(_double(value)))
            if code == UNKNOWN and self.only_texts:
                raise self.none_of(row, value)
            return code
        raise self.wrong(row, value, "text", "give the level as text.")

    def none_of(self, row, value):
        shown = ", ".join(self.levels[:5]) + (", \u2026" if len(self.levels) > 5 else "")
        return self.wrong(
            row, value, "one of its levels (%s)" % shown, "give the level as text, or None where it is not known."
        )


class _Level(_Levels):
    """Levels that are compared after their spelling was made alike."""

    def __init__(self, description):
        super().__init__(description)
        self.boolean = description["boolean"]
        self.trim = description["trim"]
        self.fold_case = description["foldCase"]
        self.synonyms = {}
        self.synonyms_by_number = {}
        for spelling, level in sorted(description["synonyms"].items()):
            self.synonyms.setdefault(self.key(spelling), level)
            if not math.isnan(_number(spelling.strip(BLANKS))):
                self.synonyms_by_number.setdefault(_number(spelling.strip(BLANKS)), level)
        self.codes = {}
        self.codes_by_number = {}
        for code, level in enumerate(self.levels):
            self.codes.setdefault(self.key(level), code)
            if not math.isnan(_number(level.strip(BLANKS))):
                self.codes_by_number.setdefault(_number(level.strip(BLANKS)), code)

    def key(self, level):
        bare = level.strip(BLANKS) if self.trim else level
        if self.boolean:
            return bare.strip(BLANKS).lower()
        return bare.upper().lower() if self.fold_case else bare

    def level(self, text):
        if self.is_missing(text):
            return None
        replaced = self.synonyms.get(self.key(text))
        if replaced is None and self.synonyms_by_number:
            replaced = self.synonyms_by_number.get(_number(text.strip(BLANKS)))
        meant = text if replaced is None else replaced
        if replaced is not None and self.is_missing(replaced):
            return None
        return meant.strip(BLANKS) if self.trim else meant

    def code(self, text):
        level = self.level(text)
        if level is None:
            return MISSING
        code = self.codes.get(self.key(level))
        if code is None:
            code = self.codes_by_number.get(_number(level.strip(BLANKS)))
        return UNKNOWN if code is None else code


class _ExactLevel(_Levels):
    """Levels of an imported model, told apart as the system did that trained it."""

    def __init__(self, description):
        super().__init__(description)
        kinds = description["kinds"]
        self.by_text = {}
        self.by_digits = {}
        self.by_value = {}
        for code, (kind, level) in enumerate(zip(kinds, self.levels)):
            if kind == "w":
                self.by_digits.setdefault(decimal.Decimal(level), code)
            elif kind == "n":
                self.by_value.setdefault(float(level), code)
            elif kind == "f":
                self.by_digits.setdefault(decimal.Decimal(1 if level == "true" else 0), code)
            else:
                self.by_text.setdefault(level, code)
        self.flags = "f" in kinds
        self.loose = "l" in kinds
        self.only_texts = self.only_texts and not self.flags
        for code, level in enumerate(self.levels):
            self.by_text.setdefault(level, code)
        if self.loose:
            for code, level in enumerate(self.levels):
                self.by_text.setdefault(level.strip(BLANKS), code)
                if not math.isnan(_number(level.strip(BLANKS))):
                    self.by_value.setdefault(_number(level.strip(BLANKS)), code)

    def code(self, text):
        code = self.by_text.get(text)
        if code is None and self.loose:
            code = self.by_text.get(text.strip(BLANKS))
        if code is None:
            code = self.by_number(text)
        if code is not None:
            return code
        return MISSING if self.is_missing(text) else UNKNOWN

    def by_number(self, text):
        bare = text.strip(BLANKS)
        if self.flags and bare.lower() in ("true", "false"):
            bare = "1" if len(bare) == 4 else "0"
        value = _number(bare)
        if math.isnan(value) or len(bare) > 400:
            return None
        code = self.by_value.get(value)
        if code is None and self.by_digits:
            code = self.by_digits.get(_decimal(bare, value))
        return code


_READERS = {"number": _Number, "date": _Date, "level": _Level, "exact": _ExactLevel}


def _is_numeric(kind):
    return pandas.api.types.is_numeric_dtype(kind) and not pandas.api.types.is_complex_dtype(kind)


def _is_gap(value):
    return value is None or value is pandas.NA or value is pandas.NaT or isinstance(value, float) and math.isnan(value) \
        or isinstance(value, (numpy.floating, decimal.Decimal)) and math.isnan(value)


def _double(value):
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _number(bare):
    """A text without blanks around it as a finite number, or NaN."""
    if not NUMBER.match(bare):
        return math.nan
    value = float(bare)
    return math.nan if math.isinf(value) else value


def _pick(both, decimals):
    """The number of a text that was read with a point and with a comma before the decimals."""
    point, comma = both
    if math.isnan(point) or math.isnan(comma):
        return comma if math.isnan(point) else point
    if decimals == "comma" or point == comma:
        return comma
    return point if decimals == "point" else math.nan


def _marks(texts):
    """How many texts are numbers with a point alone, with a comma alone, and with a point that may stand before thousands."""
    points = commas = open_ones = 0
    for text in texts:
        point, comma = _formatted(text)
        if math.isnan(point) or math.isnan(comma):
            points += not math.isnan(point)
            commas += not math.isnan(comma)
        else:
            open_ones += abs(point) < abs(comma)
    return points, commas, open_ones


def _formatted(text):
    """A number as spreadsheets and banks write it, with a point and with a comma before the decimals; NaN if it is none."""
    bare = text.strip(BLANKS)
    plain = _number(bare)
    if not math.isnan(plain):
        if "." not in bare:
            return plain, plain
        return plain, float(round(plain * 1000)) if THOUSANDS.match(bare) else math.nan
    nothing = math.nan, math.nan
    if len(text) > 64:
        return nothing
    signed = negative = unit = opened = closed = False
    start, end = 0, len(text)
    while start < end:
        first = text[start]
        stop = start
        if _is_blank(first):
            start += 1
        elif first == "(" and not opened and not signed:
            opened = negative = True
            start += 1
        elif (first in MINUS or first == "+") and not opened and not signed:
            signed = True
            negative = first != "+"
            start += 1
        else:
            while stop < end and _is_of_unit(text[stop]):
                stop += 1
            if start < stop < end and text[stop] == "." and text[stop - 1].isalpha():
                stop += 1
            if unit or start == stop or not _is_unit(text[start:stop]):
                break
            unit = True
            start = stop
    decimals = ""
    while start < end:
        last = text[end - 1]
        if _is_blank(last):
            end -= 1
        elif last == ")" and opened and not closed:
            closed = True
            end -= 1
        elif last in MINUS and not decimals:
            end -= 1
            while start < end and text[end - 1] in MINUS:
                end -= 1
            if start < end and text[end - 1] in ",.":
                decimals = "0"
            elif signed or opened:
                return nothing
            else:
                signed = negative = True
        else:
            stop = end - 1 if end - 1 > start and text[end - 1] == "." and text[end - 2].isalpha() else end
            while stop > start and _is_of_unit(text[stop - 1]):
                stop -= 1
            if unit or stop == end or not _is_unit(text[stop:end]):
                break
            unit = True
            end = stop
    if opened != closed or unit and end - start > 1 and text[start] == "0" and "0" <= text[start + 1] <= "9":
        return nothing
    core = text[start:end] + decimals
    point, comma = _grouped(core, ".", ","), _grouped(core, ",", ".")
    return (-point, -comma) if negative else (point, comma)


def _grouped(core, mark, group):
    """The value of digits, perhaps in groups, with decimals behind the mark or an exponent; NaN for anything else."""
    i = _digits(core, 0)
    first = i
    plain = core[:i]
    by = core[i] if 0 < i <= 3 and i < len(core) and _is_group_mark(core[i], group) else ""
    if by:
        twos = threes = 0
        while i < len(core) and core[i] == by:
            size = _digits(core, i + 1)
            if size == 2 and threes == 0:
                twos += 1
            elif size == 3 and (twos == 0 or threes == 0):
                threes += 1
            else:
                return math.nan
            plain += core[i + 1 : i + 1 + size]
            i += 1 + size
        if threes == 0 or core[0] == "0" or twos > 0 and (by != "," or first > 2):
            return math.nan
    whole = len(plain)
    fraction = i < len(core) and core[i] == mark
    if fraction:
        count = _digits(core, i + 1)
        if count == 0 and mark == ",":
            return math.nan
        plain += "." + core[i + 1 : i + 1 + count]
        i += 1 + count
    if i < len(core) and not by and core[i] in "eE":
        plain += core[i:]
        i = len(core)
    elif not fraction and whole > 15:
        return math.nan
    return math.nan if i < len(core) else _number(plain.strip(BLANKS))


def _digits(text, start):
    i = start
    while i < len(text) and "0" <= text[i] <= "9":
        i += 1
    return i - start


def _is_group_mark(c, group):
    return c in (group, "'", "\u2019") or unicodedata.category(c) in ("Zs", "Zl", "Zp")


def _is_blank(c):
    return c in BLANKS or unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cf")


def _is_of_unit(c):
    return c.isalpha() or c in SIGNS


def _is_unit(name):
    up = name.upper()
    return up in UNITS or up.endswith(".") and up[:-1] in UNITS


def _decimal(bare, value):
    try:
        return decimal.Decimal(bare)
    except decimal.InvalidOperation:
        return decimal.Decimal(repr(value))


def _text(value):
    """A number as churn-ml writes it: whole ones below 1e15 without a fraction, others as Java does."""
    if abs(value) < 1e15 and value == math.floor(value):
        return str(int(value))
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    shown = "".join(map(str, digits))
    point = len(shown) + exponent
    if 1e-3 <= abs(value) < 1e7:
        if point <= 0:
            shown = "0." + "0" * -point + shown
        elif point >= len(shown):
            shown = shown + "0" * (point - len(shown)) + ".0"
        else:
            shown = shown[:point] + "." + shown[point:]
        return ("-" if sign else "") + shown
    return "%s%s.%sE%d" % ("-" if sign else "", shown[0], shown[1:] or "0", point - 1)


def _fold(text):
    """A text in which Java's equalsIgnoreCase is equality: each character up, then down, if that is one character."""
    return "".join(_fold_one(c) for c in text)


def _fold_one(c):
    if c == "\u0130":
        return "i"
    up = c.upper() if len(c.upper()) == 1 else c
    return up.lower() if len(up.lower()) == 1 else up


def _is_error(bare):
    if not 3 <= len(bare) <= 20:
        return False
    if bare[0] == "#":
        return bare.lower() in SPREADSHEET_ERRORS
    return len(bare) == 7 and bare.startswith("Err:") and all("0" <= c <= "9" for c in bare[4:])


def _days(bare, layout):
    """Days since 1970-01-01 of a date in a layout, or in ISO's; NaN where it is none."""
    match = DATE.match(bare)
    if not match:
        return math.nan
    first, mark, second, third, time = match.groups()
    seconds = 0.0 if time is None else _seconds(time, mark == "-")
    if math.isnan(seconds):
        return math.nan
    for order in (layout, "yyyy-MM-dd"):
        last = order.startswith("dd") or order.startswith("MM")
        sized = len(first) <= 2 and len(third) == 4 if last else len(first) == 4 and len(third) <= 2
        sized = sized and (mark != "-" or len(second) == 2 and len(third) == 2)
        if not sized or mark != order.strip("yMd")[0]:
            continue
        day, month, year = (first, second, third) if order.startswith("dd") else (third, second, first)
        if order.startswith("MM"):
            day, month, year = second, first, third
        days = _epoch_day(int(year), int(month), int(day))
        if days is not None:
            return days + seconds / 86400
    return math.nan


def _epoch_day(year, month, day):
    # Year 0 is a leap year here as in ISO 8601; 400 years later the days lie alike.
    try:
        return datetime.date(year + 400, month, day).toordinal() - 719163 - 146097
    except ValueError:
        return None if year + 400 <= 9999 else _late_day(year, month, day)


def _late_day(year, month, day):
    try:
        return datetime.date(year - 400, month, day).toordinal() - 719163 + 146097
    except ValueError:
        return None


def _seconds(time, iso):
    match = TIME.match(time)
    if not match or iso and len(match.group(1)) != 2:
        return math.nan
    hour, minute, second, fraction, zone, sign, hours, colon, minutes = match.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return math.nan
    exact = int(second or 0) + (float(int(fraction[:9])) / 10.0 ** len(fraction[:9]) if fraction else 0.0)
    offset = 0
    if sign:
        if int(hours) > 18 or int(minutes or 0) > 59:
            return math.nan
        offset = (int(hours) * 3600 + int(minutes or 0) * 60) * (-1 if sign == "-" else 1)
    return int(hour) * 3600 + int(minute) * 60 + exact - offset
