package io.github.churnml.settings;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The events of YAML, out of the parser's own, below the layer that resolves aliases or makes objects. */
final class YamlEvents implements TreeEvents {

    private static final int LONGEST = 1_000_000;
    private static final int LONGEST_REASON = 160;
    private static final String CORE = "tag:yaml.org,2002:";

    // The parser's own refusal of another version names no line, so any version gets through to document().
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setVersionFunction(version -> version).build();

    private final Parser parser;
    private final Blame blame;
    private Event event;

    YamlEvents(String text, Blame blame) {
        this.blame = blame;
        requireReadable(text, blame);
        parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        event = take(); // the start of the stream
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

    /** Moves to what the document holds; null if there is no document. */
    @Nullable
    Kind root() {
        if (take().getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        Optional<Integer> version =
                ((DocumentStartEvent) event).getSpecVersion().map(found -> found.getMajor());
        if (version.isPresent() && version.get() != 1) {
            throw problem(
                    "is not valid: found incompatible YAML document (version 1.* is required)",
                    "Maybe remove the line that begins with %YAML.");
        }
        return next();
    }

    /** Refuses what follows the root. */
    void end() {
        take(); // the end of the document
        if (take().getEventId() != Event.ID.StreamEnd) {
            throw problem("begins a second document", "Maybe remove the line of three dashes.");
        }
    }

    @Override
    public Kind next() {
        Event taken = take();
        requireNoReference();
        if (taken instanceof CollectionStartEvent start) {
            boolean mapping = start.getEventId() == Event.ID.MappingStart;
            requireTag(start.getTag().orElse(null), mapping ? "map" : "seq");
            return mapping ? Kind.MAPPING : Kind.LIST;
        }
        return taken instanceof ScalarEvent ? Kind.SCALAR : Kind.END;
    }

    @Override
    public @Nullable String key() {
        if (take().getEventId() == Event.ID.MappingEnd) {
            return null;
        }
        requireNoReference();
        if (!(event instanceof ScalarEvent scalar)) {
            throw problem("has a list or a mapping for a key", "Maybe put the key in quotes.");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw problem("has a merge key (<<), which is not allowed", "Maybe write the keys out.");
        }
        String tag = scalar.getTag().orElse(null);
        if (tag != null && !tag.equals(CORE + "str")) {
            throw unknownTag(tag);
        }
        return whole(scalar);
    }

    @Override
    public @Nullable Object scalar() {
        ScalarEvent scalar = (ScalarEvent) event;
        String tag = scalar.getTag().orElse(null);
        String text = whole(scalar);
        if (tag == null ? !scalar.isPlain() : tag.equals("!") || tag.equals(CORE + "str")) {
            return text;
        }
        Object value = typed(text);
        if (tag == null || tag.equals(CORE + YamlScalar.tagOf(value))) {
            return value;
        }
        if (tag.equals(CORE + "float") && value instanceof Number number) {
            return number.doubleValue();
        }
        String type = tag.replace(CORE, "");
        if (List.of("null", "bool", "int", "float").contains(type)) {
            throw problem("holds " + Wording.value(text) + ", which is no " + type, "");
        }
        throw unknownTag(tag);
    }

    @Override
    public int line() {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    @Override
    public ChurnException twice(String key) {
        return problem("has the key " + Wording.name(key) + " a second time", "Maybe remove one of them.");
    }

    @Override
    public ChurnException problem(String problem, String maybe) {
        return problem(line(), problem, maybe);
    }

    /** A problem with another line than that of what was moved to. */
    ChurnException problem(int line, String problem, String maybe) {
        return blame.of("The YAML, line " + line + ", " + problem + ".", maybe);
    }

    private Event take() {
        try {
            event = parser.next();
            return event;
        } catch (MarkedYamlEngineException e) {
            String maybe = "Maybe indentation or quotes are off.";
            String problem = "is not valid: " + said(e);
            throw e.getProblemMark()
                    .map(mark -> problem(mark.getLine() + 1, problem, maybe))
                    .orElseGet(() -> blame.of("The YAML " + problem + ".", maybe));
        } catch (YamlEngineException
                | NumberFormatException e) { // the latter from escapes and directives with too many digits
            throw blame.of("The YAML is not valid.", "Maybe indentation or quotes are off.");
        }
    }

    /** What the parser says, without its full stop, line breaks and the control characters that it quotes. */
    private static String said(MarkedYamlEngineException e) {
        String problem =
                e.getProblem() == null ? "it cannot be read" : e.getProblem().strip();
        String line = problem.replaceAll("[\\s\\p{IsControl}]+", " ");
        String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return bare.length() > LONGEST_REASON ? bare.substring(0, LONGEST_REASON) + "…" : bare;
    }

    /** The scalar's text; an escape can write half of a character, which is none (YAML 1.2, section 5.1). */
    private String whole(ScalarEvent scalar) {
        if (!YamlScalar.isWhole(scalar.getValue())) {
            throw problem(
                    "holds half of a character (a surrogate without its other half)",
                    "Maybe write the character itself instead of its escapes.");
        }
        return scalar.getValue();
    }

    private @Nullable Object typed(String text) {
        try {
            return YamlScalar.plain(text);
        } catch (NumberFormatException e) {
            throw problem(
                    "holds the number " + Wording.value(text) + ", which is too large",
                    "Maybe put it in quotes if it is a text.");
        }
    }

    private void requireNoReference() {
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            boolean alias = event instanceof AliasEvent;
            String name = (alias ? "*" : "&") + node.getAnchor().get().getValue();
            throw problem(
                    "has the " + (alias ? "alias " : "anchor ") + Wording.value(name) + ", which is not allowed",
                    "Maybe write the value out, or put it in quotes if it is a text.");
        }
    }

    private void requireTag(@Nullable String tag, String own) {
        if (tag != null && !tag.equals("!") && !tag.equals(CORE + own)) {
            throw unknownTag(tag);
        }
    }

    private ChurnException unknownTag(String tag) {
        return problem("has the tag " + Wording.value(tag) + ", which is not allowed", "Maybe remove it.");
    }
}
