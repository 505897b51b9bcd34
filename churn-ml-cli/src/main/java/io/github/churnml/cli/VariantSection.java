package io.github.churnml.cli;

import io.github.churnml.registry.variant.Segment;
import io.github.churnml.registry.variant.SegmentFigures;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a page says of segments: where the model of all customers does worst, and which model answers. */
final class VariantSection {

    private static final int MOST = 200;

    private VariantSection() {}

    static Section of(VariantSet set) {
        Table.Builder table = Table.of(
                "Segments, by the model of all customers and by another, on rows that neither learnt from",
                "segment",
                "customers",
                "left",
                "ROC-AUC of all",
                "of the other",
                "log loss of all",
                "of the other",
                "answers");
        List<Segment> judged = set.segments().stream()
                .filter(segment -> segment.figures().isPresent())
                .toList();
        set.segments().stream().limit(MOST).forEach(segment -> {
            SegmentFigures figures = segment.figures().orElse(null);
            table.row(
                    Cell.of(VariantReport.values(segment)),
                    Cell.of(Unit.COUNT, segment.rows()),
                    Cell.of(Unit.COUNT, segment.leavers()),
                    measured(figures == null ? Double.NaN : figures.pooledRocAuc()),
                    measured(figures == null ? Double.NaN : figures.otherRocAuc()),
                    measured(figures == null ? Double.NaN : figures.pooledLogLoss()),
                    measured(figures == null ? Double.NaN : figures.otherLogLoss()),
                    Cell.of(segment.answers().label()));
        });
        List<Block> blocks = new ArrayList<>();
        judged.stream()
                .filter(segment -> !Double.isNaN(area(segment)))
                .min(Comparator.comparingDouble(VariantSection::area))
                .ifPresent(worst -> blocks.add(Finding.note("The model of all customers does worst in the segment "
                        + VariantReport.values(worst) + ": ROC-AUC " + TextTable.decimals(area(worst)) + ".")));
        blocks.add(table.build());
        return new Section("Segments", blocks);
    }

    private static double area(Segment segment) {
        return segment.figures().orElseThrow().pooledRocAuc();
    }

    private static Cell measured(double value) {
        return new Cell(TextTable.decimals(value), value);
    }
}
