package io.github.churnml.settings;

import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/** Turns a plain tree into SnakeYAML's emitter events; this class decides about quotes by meaning, the emitter by syntax. */
final class YamlWriter {

    private final Emitter emitter;

    private YamlWriter(Emitter emitter) {
        this.emitter = emitter;
    }

    static String write(Map<String, ?> tree) {
        StringWriter text = new StringWriter();
        YamlWriter writer = new YamlWriter(new Emitter(text, options()));
        try {
            writer.document(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndent(2);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setAllowUnicode(true);
        return options;
    }

    private void document(Map<String, ?> tree) throws IOException {
        emitter.emit(new StreamStartEvent(null, null));
        emitter.emit(new DocumentStartEvent(null, null, false, null, Map.of()));
        value(tree, 1);
        emitter.emit(new DocumentEndEvent(null, null, false));
        emitter.emit(new StreamEndEvent(null, null));
    }

    private void value(@Nullable Object value, int depth) throws IOException {
        if (value == null) {
            scalar("null", ScalarStyle.PLAIN);
        } else if (value instanceof String text) {
            scalar(text, style(text));
        } else if (value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double) {
            scalar(YamlScalar.spell(value), ScalarStyle.PLAIN);
        } else if (depth > PlainYaml.DEEPEST) {
            throw new IllegalArgumentException("nested more than " + PlainYaml.DEEPEST + " deep");
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof Map<?, ?> map) {
            mapping(map, depth);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " has no plain form");
        }
    }

    private void list(List<?> list, int depth) throws IOException {
        // Lists of scalars stay on one line, as a person would write the names of columns.
        boolean flow = list.stream().noneMatch(item -> item instanceof List || item instanceof Map);
        FlowStyle style = flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
        emitter.emit(new SequenceStartEvent(null, null, true, null, null, style));
        for (Object item : list) {
            value(item, depth + 1);
        }
        emitter.emit(new SequenceEndEvent(null, null));
    }

    private void mapping(Map<?, ?> map, int depth) throws IOException {
        emitter.emit(new MappingStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("key " + Wording.value(entry.getKey()) + " is not a text");
            }
            scalar(key, keyStyle(key));
            value(entry.getValue(), depth + 1);
        }
        emitter.emit(new MappingEndEvent(null, null));
    }

    private void scalar(String text, ScalarStyle style) throws IOException {
        if (!YamlScalar.isWhole(text)) {
            throw new IllegalArgumentException("a text holds half of a character");
        }
        emitter.emit(new ScalarEvent(null, null, new ImplicitTuple(true, true), text, null, null, style));
    }

    private static ScalarStyle keyStyle(String key) {
        return key.equals("<<") ? ScalarStyle.DOUBLE_QUOTED : style(key);
    }

    /** Quoted if it would read as something else; the emitter adds quotes where plain text would not be valid. */
    private static ScalarStyle style(String text) {
        return isText(text) && text.chars().noneMatch(YamlWriter::needsEscape)
                ? ScalarStyle.PLAIN
                : ScalarStyle.DOUBLE_QUOTED;
    }

    private static boolean isText(String text) {
        try {
            return text.equals(YamlScalar.plain(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Line breaks would be folded, and the others cannot be seen. */
    private static boolean needsEscape(int unit) {
        return Character.isISOControl(unit) || unit == 0x2028 || unit == 0x2029 || unit == 0xFEFF;
    }
}
