package io.github.churnml.settings;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Builds one plain tree out of SnakeYAML's parser events, below the layer that resolves aliases or makes objects. */
final class YamlReader {

    private static final int LONGEST = 1_000_000;
    private static final int LONGEST_REASON = 160;
    private static final int LONGEST_NAME = 200;
    private static final String CORE = "tag:yaml.org,2002:";

    private final Parser parser;
    private final Blame blame;
    private final Map<String, Integer> lines;

    private YamlReader(Parser parser, Blame blame, Map<String, Integer> lines) {
        this.parser = parser;
        this.blame = blame;
        this.lines = lines;
    }

    static Map<String, Object> read(String text, Blame blame) {
        return read(text, blame, new HashMap<>());
    }

    /** Notes the line of each key, and of each item of a list, under the name that {@link Settings} gives it. */
    static Map<String, Object> read(String text, Blame blame, Map<String, Integer> lines) {
        requireReadable(text, blame);
        try {
            Parser parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
            YamlReader reader = new YamlReader(parser, blame, lines);
            return reader.document();
        } catch (MarkedYAMLException e) {
            throw problem(
                    blame, e.getProblemMark(), "is not valid: " + said(e), "Maybe indentation or quotes are off.");
        } catch (YAMLException
                | NumberFormatException e) { // the latter from escapes and directives with too many digits
            throw blame.of("The YAML is not valid.", "Maybe indentation or quotes are off.");
        }
    }

    private static void requireReadable(String text, Blame blame) {
        if (text.length() > LONGEST) {
            throw blame.of("The YAML is longer than " + LONGEST + " characters.", "Maybe another file was meant.");
        }
        int line = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            line += point == '\n' ? 1 : 0;
            if (!StreamReader.isPrintable(point)) {
                String code = Integer.toHexString(point);
                throw blame.of(
                        "The YAML, line " + line + ", holds the control character 0x" + code + ".",
                        "Maybe this is not a text file; in double quotes, a control character is written as an escape.");
            }
        }
    }

    private Map<String, Object> document() {
        parser.getEvent(); // the start of the stream
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return new LinkedHashMap<>();
        }
        parser.getEvent(); // the start of the document
        Event root = parser.getEvent();
        Object tree = value(root, "", 1);
        parser.getEvent(); // the end of the document
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw problem(parser.peekEvent(), "begins a second document", "Maybe remove the line of three dashes.");
        }
        if (tree == null) {
            return new LinkedHashMap<>();
        }
        if (!(root instanceof MappingStartEvent)) {
            throw problem(
                    root,
                    "holds " + (tree instanceof List ? "a list" : Wording.value(tree))
                            + " where a mapping of keys to values is required",
                    "Maybe a colon and a blank are missing after the key.");
        }
        return asMapping(tree);
    }

    @SuppressWarnings("unchecked") // the tree of a mapping's start is made by mapping() alone
    private static Map<String, Object> asMapping(Object tree) {
        return (Map<String, Object>) tree;
    }

    private @Nullable Object value(Event event, @Nullable String path, int depth) {
        requirePlain(event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        requireTag((CollectionStartEvent) event);
        if (depth > PlainYaml.DEEPEST) {
            throw problem(event, "is nested more than " + PlainYaml.DEEPEST + " deep", "");
        }
        return event instanceof MappingStartEvent ? mapping(path, depth) : list(path, depth);
    }

    private Map<String, Object> mapping(@Nullable String path, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event event = parser.getEvent();
            String key = key(event);
            if (map.containsKey(key)) {
                throw problem(
                        event, "has the key " + Wording.name(key) + " a second time", "Maybe remove one of them.");
            }
            String name = note(path, path == null || path.isEmpty() ? key : "." + key, event);
            map.put(key, value(parser.getEvent(), name, depth + 1));
        }
        parser.getEvent();
        return map;
    }

    private List<Object> list(@Nullable String path, int depth) {
        List<Object> list = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            String name = note(path, "[" + list.size() + "]", parser.peekEvent());
            list.add(value(parser.getEvent(), name, depth + 1));
        }
        parser.getEvent();
        return list;
    }

    /** Full names grow with every level: what is below one that is too long for any message has none. */
    private @Nullable String note(@Nullable String path, String below, Event event) {
        if (path == null || path.length() + below.length() > LONGEST_NAME) {
            return null;
        }
        String name = path + below;
        lines.put(name, event.getStartMark().getLine() + 1);
        return name;
    }

    private String key(Event event) {
        requirePlain(event);
        if (!(event instanceof ScalarEvent scalar)) {
            throw problem(event, "has a list or a mapping for a key", "Maybe put the key in quotes.");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw problem(event, "has a merge key (<<), which is not allowed", "Maybe write the keys out.");
        }
        if (scalar.getTag() != null && !scalar.getTag().equals(CORE + "str")) {
            throw unknownTag(event, scalar.getTag());
        }
        requireWhole(scalar);
        return scalar.getValue();
    }

    /** An escape can write half of a character, which is none (YAML 1.2, section 5.1). */
    private void requireWhole(ScalarEvent scalar) {
        if (!YamlScalar.isWhole(scalar.getValue())) {
            throw problem(
                    scalar,
                    "holds half of a character (a surrogate without its other half)",
                    "Maybe write the character itself instead of its escapes.");
        }
    }

    private @Nullable Object scalar(ScalarEvent scalar) {
        String tag = scalar.getTag();
        requireWhole(scalar);
        if (tag == null ? !scalar.isPlain() : tag.equals("!") || tag.equals(CORE + "str")) {
            return scalar.getValue();
        }
        Object value = typed(scalar);
        if (tag == null || tag.equals(tagOf(value))) {
            return value;
        }
        if (tag.equals(CORE + "float") && value instanceof Number number) {
            return number.doubleValue();
        }
        if (List.of("null", "bool", "int", "float").contains(tag.replace(CORE, ""))) {
            throw problem(
                    scalar, "holds " + Wording.value(scalar.getValue()) + ", which is no " + tag.replace(CORE, ""), "");
        }
        throw unknownTag(scalar, tag);
    }

    private @Nullable Object typed(ScalarEvent scalar) {
        try {
            return YamlScalar.plain(scalar.getValue());
        } catch (NumberFormatException e) {
            throw problem(
                    scalar,
                    "holds the number " + Wording.value(scalar.getValue()) + ", which is too large",
                    "Maybe put it in quotes if it is a text.");
        }
    }

    private static String tagOf(@Nullable Object value) {
        if (value == null) {
            return CORE + "null";
        }
        if (value instanceof Boolean) {
            return CORE + "bool";
        }
        return CORE + (value instanceof Double ? "float" : value instanceof Number ? "int" : "str");
    }

    private void requirePlain(Event event) {
        if (event instanceof AliasEvent alias) {
            throw problem(
                    event,
                    "has the alias " + Wording.value("*" + alias.getAnchor()) + ", which is not allowed",
                    "Maybe write the value out, or put it in quotes if it is a text.");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw problem(
                    event,
                    "has the anchor " + Wording.value("&" + node.getAnchor()) + ", which is not allowed",
                    "Maybe write the value out, or put it in quotes if it is a text.");
        }
    }

    private void requireTag(CollectionStartEvent event) {
        String tag = event.getTag();
        String own = CORE + (event instanceof MappingStartEvent ? "map" : "seq");
        if (tag != null && !tag.equals("!") && !tag.equals(own)) {
            throw unknownTag(event, tag);
        }
    }

    private ChurnException unknownTag(Event event, String tag) {
        return problem(event, "has the tag " + Wording.value(tag) + ", which is not allowed", "Maybe remove it.");
    }

    private ChurnException problem(Event event, String problem, String maybe) {
        return problem(blame, event.getStartMark(), problem, maybe);
    }

    private static ChurnException problem(Blame blame, @Nullable Mark mark, String problem, String maybe) {
        String line = mark == null ? "" : ", line " + (mark.getLine() + 1) + ",";
        return blame.of("The YAML" + line + " " + problem + ".", maybe);
    }

    /** What the parser says, without its full stop, line breaks and the control characters that it quotes. */
    private static String said(MarkedYAMLException e) {
        String problem =
                e.getProblem() == null ? "it cannot be read" : e.getProblem().strip();
        String line = problem.replaceAll("[\\s\\p{IsControl}]+", " ");
        String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return bare.length() > LONGEST_REASON ? bare.substring(0, LONGEST_REASON) + "…" : bare;
    }
}
