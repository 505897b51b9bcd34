package io.github.churnml.report.registry;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was done to a registry, when, by whom and why: which version served when, and all events. */
final class EventSection {

    private static final int MOST_REIGNS = 15;
    private static final int MOST_POINTS = 300;
    private static final int MOST_ROWS = 200;

    private EventSection() {}

    /** From when to when a version served. */
    private record Reign(String version, RegistryEvent began, double from, double to) {}

    static Section of(RegistryState state) {
        List<Block> blocks = new ArrayList<>();
        List<RegistryEvent> events = state.events();
        List<Reign> reigns = reigns(events);
        if (!reigns.isEmpty()) {
            blocks.add(reignPicture(reigns));
        }
        blocks.add(eventPicture(events));
        int from = Math.max(0, events.size() - MOST_ROWS);
        Table.Builder table = Table.texts("What was done, the newest first", "event", "at", "by", "what", "why");
        for (int i = events.size() - 1; i >= from; i--) {
            RegistryEvent event = events.get(i);
            table.row(
                    Long.toString(event.seq()),
                    RegistryPage.time(event),
                    Words.name(event.actor()),
                    RegistryPage.done(event),
                    RegistryPage.said(event.why()));
        }
        blocks.add(table.build());
        if (from > 0) {
            blocks.add(new Paragraph("The newest " + MOST_ROWS + " of " + Wording.count(events.size())
                    + " events are shown; churn registry history has all."));
        }
        return new Section("What was done", blocks);
    }

    private static List<Reign> reigns(List<RegistryEvent> events) {
        List<RegistryEvent> changes = events.stream()
                .filter(event -> event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK)
                .toList();
        List<Reign> reigns = new ArrayList<>();
        double last = seconds(events.get(events.size() - 1));
        for (int i = Math.max(0, changes.size() - MOST_REIGNS); i < changes.size(); i++) {
            double end = i + 1 < changes.size() ? seconds(changes.get(i + 1)) : last;
            reigns.add(new Reign(String.valueOf(changes.get(i).to()), changes.get(i), seconds(changes.get(i)), end));
        }
        return reigns;
    }

    private static Block reignPicture(List<Reign> reigns) {
        List<String> names = new ArrayList<>();
        List<Mark.Box> served = new ArrayList<>();
        List<Mark.Point> promoted = new ArrayList<>();
        List<Mark.Point> back = new ArrayList<>();
        Table.Builder numbers = Table.texts("Which version served when", "version", "from", "to", "how it came");
        Reign longest = reigns.get(0);
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = reigns.size() - 1; i >= 0; i--) {
            Reign reign = reigns.get(i);
            boolean now = i == reigns.size() - 1;
            int place = names.size();
            names.add(reign.version());
            double low = Math.min(reign.from(), reign.to()); // a clock may have been put back
            double high = Math.max(reign.from(), reign.to());
            first = Math.min(first, low);
            last = Math.max(last, high);
            served.add(new Mark.Box(place - 0.16, place + 0.16, low, high, reign.version()));
            Mark.Point point = new Mark.Point(
                    reign.from(), place, RegistryPage.time(reign.began()) + ": " + RegistryPage.done(reign.began()));
            (reign.began().kind() == EventKind.ROLLBACK ? back : promoted).add(point);
            longest = reign.to() - reign.from() > longest.to() - longest.from() ? reign : longest;
            numbers.row(
                    reign.version(),
                    reign.began().at().toString(),
                    now ? "now" : reigns.get(i + 1).began().at().toString(),
                    RegistryPage.done(reign.began()));
        }
        String finding = reigns.size() == 1
                ? "Version " + reigns.get(0).version() + " serves since "
                        + RegistryPage.time(reigns.get(0).began()) + "; no other did."
                : "Of the last " + reigns.size() + " champions version " + longest.version()
                        + " served longest up to the last event, from " + Unit.TIME.text(longest.from()) + " on. "
                        + Wording.count(back.size(), "rollback was", "rollbacks were")
                        + " among the changes. The bar of"
                        + " the one that serves ends at the last event.";
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Boxes("served", Tone.SECOND, served));
        if (!promoted.isEmpty()) {
            marks.add(new Mark.Points("promoted", Tone.FIRST, promoted));
        }
        if (!back.isEmpty()) {
            marks.add(new Mark.Points("rolled back to", Tone.THIRD, back));
        }
        Figure figure = new Figure(
                "Which version served when",
                finding,
                Axis.Numbers.times("", first, last),
                new Axis.Names("", names),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static Block eventPicture(List<RegistryEvent> all) {
        List<RegistryEvent> events = all.subList(Math.max(0, all.size() - MOST_POINTS), all.size());
        Map<EventKind, Integer> places = new EnumMap<>(EventKind.class);
        List<String> names = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            if (events.stream().anyMatch(event -> event.kind() == kind)) {
                places.put(kind, names.size());
                names.add(kind.label());
            }
        }
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Point> forced = new ArrayList<>();
        Map<EventKind, Integer> counts = new EnumMap<>(EventKind.class);
        all.forEach(event -> counts.merge(event.kind(), 1, Integer::sum));
        for (RegistryEvent event : events) {
            Mark.Point point = new Mark.Point(
                    seconds(event),
                    places.getOrDefault(event.kind(), 0),
                    RegistryPage.time(event) + ": " + RegistryPage.done(event));
            (event.forced() ? forced : points).add(point);
        }
        Table.Builder numbers = Table.texts("Events by kind", "kind", "events");
        counts.forEach((kind, count) -> numbers.row(kind.label(), Wording.count(count)));
        int promotions = counts.getOrDefault(EventKind.PROMOTE, 0);
        int refusals = counts.getOrDefault(EventKind.REFUSE, 0);
        long byForce = all.stream().filter(RegistryEvent::forced).count();
        String finding = Wording.count(counts.getOrDefault(EventKind.REGISTER, 0), "version was", "versions were")
                + " registered, " + Wording.count(promotions, "promotion", "promotions") + " done, "
                + Wording.count(byForce) + " of them by force, "
                + Wording.count(refusals, "version", "versions") + " refused, "
                + Wording.count(counts.getOrDefault(EventKind.ROLLBACK, 0), "rollback", "rollbacks") + " done."
                + (all.size() > events.size() ? " Drawn are the newest " + MOST_POINTS + " events." : "");
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Points(forced.isEmpty() ? "" : "done", Tone.FIRST, points));
        if (!forced.isEmpty()) {
            marks.add(new Mark.Points("by force", Tone.THIRD, forced));
        }
        Figure figure = new Figure(
                "Events over time",
                finding,
                Axis.Numbers.times(
                        "",
                        events.stream().mapToDouble(EventSection::seconds).min().orElse(0),
                        events.stream().mapToDouble(EventSection::seconds).max().orElse(0)),
                new Axis.Names("", names),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static double seconds(RegistryEvent event) {
        return event.at().toEpochMilli() / 1000.0;
    }
}
