package io.github.churnml.settings;

import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Turns a plain tree into emitter events; this class decides about quotes by meaning, the emitter by syntax. */
final class YamlWriter {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setSplitLines(false)
            .setBestLineBreak("\n")
            .setUseUnicodeEncoding(true)
            .build();

    private final Emitter emitter;

    private YamlWriter(Emitter emitter) {
        this.emitter = emitter;
    }

    static String write(Map<String, ?> tree) {
        Text text = new Text();
        new YamlWriter(new Emitter(SETTINGS, text)).document(tree);
        return text.all.toString();
    }

    private void document(Map<String, ?> tree) {
        emitter.emit(new StreamStartEvent());
        emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        value(tree, 1);
        emitter.emit(new DocumentEndEvent(false));
        emitter.emit(new StreamEndEvent());
    }

    private void value(@Nullable Object value, int depth) {
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

    private void list(List<?> list, int depth) {
        // Lists of scalars stay on one line, as a person would write the names of columns.
        boolean flow = list.stream().noneMatch(item -> item instanceof List || item instanceof Map);
        FlowStyle style = flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
        emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
        for (Object item : list) {
            value(item, depth + 1);
        }
        emitter.emit(new SequenceEndEvent());
    }

    private void mapping(Map<?, ?> map, int depth) {
        emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("key " + Wording.value(entry.getKey()) + " is not a text");
            }
            scalar(key, keyStyle(key));
            value(entry.getValue(), depth + 1);
        }
        emitter.emit(new MappingEndEvent());
    }

    private void scalar(String text, ScalarStyle style) {
        if (!YamlScalar.isWhole(text)) {
            throw new IllegalArgumentException("a text holds half of a character");
        }
        emitter.emit(new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style));
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

    /** Where the emitter writes to. */
    private static final class Text implements StreamDataWriter {

        private final StringBuilder all = new StringBuilder();

        @Override
        public void write(String text) {
            all.append(text);
        }

        @Override
        public void write(String text, int from, int length) {
            all.append(text, from, from + length);
        }
    }
}
