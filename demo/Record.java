import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the commands of the file session, and writes down what a terminal showed: session.txt to read, session.cast for players of
 * asciicasts (version 2), session.svg for a page. With --check it writes nothing, and fails where the text is no longer what the
 * commands say.
 */
final class Record {

    private static final int COLUMNS = 110;
    private static final int ROWS = 30;
    private static final long SECONDS = 600;
    /** The day that the session is set on. */
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private final Path folder;
    private final List<Step> steps = new ArrayList<>();

    private Record(Path folder) {
        this.folder = folder;
    }

    /**
     * A comment or a command.
     *
     * @param typed what is typed, with its prompt
     * @param output the lines that come of it
     */
    private record Step(String typed, List<String> output) {

        boolean isComment() {
            return typed.startsWith("#");
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>(wrapped(typed));
            output.forEach(line -> lines.addAll(wrapped(line)));
            return lines;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("churn.root", ".")).toAbsolutePath().normalize();
        Record record = new Record(root.resolve("demo"));
        record.run(root);
        String text = record.text();
        Path kept = record.folder.resolve("session.txt");
        if (arguments.length > 0 && arguments[0].equals("--check")) {
            record.check(kept, text);
            return;
        }
        Files.writeString(kept, text);
        Files.writeString(record.folder.resolve("session.cast"), record.cast());
        Files.writeString(record.folder.resolve("session.svg"), record.svg());
        System.out.println("Written: demo/session.txt, session.cast, session.svg");
    }

    private void check(Path kept, String text) throws IOException {
        List<String> was = Files.readAllLines(kept);
        List<String> is = text.lines().toList();
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String before = i < was.size() ? was.get(i) : "(the end)";
            String now = i < is.size() ? is.get(i) : "(the end)";
            if (!before.equals(now)) {
                System.err.println("demo/session.txt, line " + (i + 1) + ":\n  recorded: " + before + "\n  now:      " + now
                        + "\nMaybe look whether that is meant, and record again: demo/record");
                System.exit(1);
            }
        }
        System.out.println("The demo says what it said: " + is.size() + " lines.");
    }

    private void run(Path root) throws IOException, InterruptedException {
        Path room = Files.createTempDirectory("churn-demo");
        try {
            Files.copy(root.resolve("data/customers.csv"), room.resolve("customers.csv"));
            Path bin = Files.createDirectory(room.resolve(".bin"));
            Files.createSymbolicLink(bin.resolve("churn"), root.resolve("churn"));
            for (String line : Files.readAllLines(folder.resolve("session"))) {
                if (line.startsWith("#")) {
                    steps.add(new Step(line, List.of()));
                } else if (!line.isBlank()) {
                    boolean refused = line.startsWith("$!");
                    String command = line.substring(refused ? 3 : 2);
                    steps.add(new Step("$ " + command, output(command, refused, room, bin)));
                }
            }
        } finally {
            delete(room);
        }
    }

    private static List<String> output(String command, boolean refused, Path room, Path bin)
            throws IOException, InterruptedException {
        Path log = room.resolve(".output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", command)
                .directory(room.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CHURN_") || name.startsWith("LC_"));
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("COLUMNS", String.valueOf(COLUMNS));
        environment.put(
                "SOURCE_DATE_EPOCH",
                String.valueOf(DAY.atTime(9, 0).toEpochSecond(ZoneOffset.UTC)));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("(" + command + ") did not end in " + SECONDS + " s");
        }
        String said = Files.readString(log);
        // A pipe that is closed early (head) ends its writer: 141 says so.
        if ((process.exitValue() != 0 && process.exitValue() != 141) != refused) {
            throw new IOException("(" + command + ") ended with " + process.exitValue() + ":\n" + said);
        }
        return said.lines().map(line -> dayless(line, room)).toList();
    }

    /** What differs from run to run: times and the folder. */
    private static String dayless(String line, Path room) {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        return line.replace(room + "/", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z", DAY + "T09:00:00Z")
                .replace(today, DAY.toString())
                .replace(yesterday, DAY.toString())
                .replaceAll("\\b\\d+([.,]\\d+)? (s|ms|µs)\\b", "… $2")
                // A model file names the Java that wrote it.
                .replaceAll("(?<=^  bytes {10,40})[0-9,]+(?=  )", "…")
                .stripTrailing();
    }

    private static List<String> wrapped(String line) {
        List<String> lines = new ArrayList<>();
        String left = line;
        while (left.length() > COLUMNS) {
            int cut = left.lastIndexOf(' ', COLUMNS);
            cut = cut <= COLUMNS / 2 ? COLUMNS : cut;
            lines.add(left.substring(0, cut));
            left = left.substring(cut);
        }
        lines.add(left);
        return lines;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.isComment() ? "\n" : "").append(step.typed()).append('\n');
            step.output().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString().stripLeading();
    }

    // An asciicast: a head, and a line for each thing that the terminal shows.

    private String cast() {
        StringBuilder cast = new StringBuilder("{\"version\": 2, \"width\": " + COLUMNS + ", \"height\": " + ROWS
                + ", \"timestamp\": " + DAY.atTime(9, 0).toEpochSecond(ZoneOffset.UTC)
                + ", \"title\": \"churn: from a table to a list of calls\"}\n");
        double at = 0.5;
        for (Step step : steps) {
            if (step.isComment()) {
                at = event(cast, at, "\u001b[36m" + step.typed() + "\u001b[0m\r\n") + 1.5;
                continue;
            }
            at = event(cast, at, "\u001b[32m$\u001b[0m ");
            for (int i = 2; i < step.typed().length(); i++) {
                at = event(cast, at, step.typed().substring(i, i + 1)) + 0.02;
            }
            at = event(cast, at + 0.3, "\r\n") + 0.4;
            for (String line : step.output()) {
                at = event(cast, at, line + "\r\n") + 0.03;
            }
            at += 1 + reading(step);
        }
        return cast.toString();
    }

    private static double event(StringBuilder cast, double at, String shown) {
        cast.append(String.format(Locale.ROOT, "[%.3f, \"o\", \"%s\"]%n", at, escaped(shown)).replace("\r\n", "\n"));
        return at;
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 127) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }

    /** How long a reader needs for what came, in seconds. */
    private static double reading(Step step) {
        return 1 + 0.35 * step.lines().size();
    }

    // A picture that plays by style sheet alone: a step appears, and the page behind the window is moved up as far as it needs.

    private String svg() {
        int line = 17;
        int width = COLUMNS * 8 + 24;
        int height = ROWS * line + 54;
        double whole = steps.stream().mapToDouble(Record::reading).sum() + 3;
        StringBuilder style = new StringBuilder();
        StringBuilder drawn = new StringBuilder();
        StringBuilder moves = new StringBuilder("@keyframes up{");
        double at = 0;
        int row = 0;
        int top = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<String> lines = step.lines();
            double share = 100 * at / whole;
            style.append(String.format(
                    Locale.ROOT,
                    "@keyframes s%d{0%%,%.2f%%{opacity:0}%.2f%%,100%%{opacity:1}}#s%d{animation:s%d %.1fs step-end infinite}%n",
                    i,
                    Math.max(0, share - 0.01),
                    share,
                    i,
                    i,
                    whole));
            drawn.append("<g id=\"s").append(i).append("\">\n");
            int typed = wrapped(step.typed()).size();
            for (int k = 0; k < lines.size(); k++) {
                String kind = step.isComment() ? " class=\"c\"" : k < typed ? " class=\"t\"" : "";
                drawn.append("<text x=\"12\" y=\"").append(row++ * line).append('"').append(kind).append('>')
                        .append(lines.get(k).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                        .append("</text>\n");
            }
            drawn.append("</g>\n");
            int last = i + 1 < steps.size() && step.isComment() ? row + steps.get(i + 1).lines().size() : row;
            top = Math.max(top, Math.min(last - ROWS, row - lines.size()));
            moves.append(String.format(
                    Locale.ROOT, "%.2f%%{transform:translateY(%dpx)}", share, -Math.max(0, top) * line));
            at += reading(step);
        }
        moves.append(String.format(Locale.ROOT, "100%%{transform:translateY(%dpx)}}", -Math.max(0, top) * line));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width
                + "\" height=\"" + height + "\" role=\"img\" aria-labelledby=\"title\">\n"
                + "<title id=\"title\">A recorded session in a terminal: a table of customers, a model, a list of calls, and a"
                + " version that is refused. Its text is in session.txt.</title>\n<style>\n"
                + "text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d7dde4;white-space:pre}\n"
                + ".c{fill:#7cc4cf}.t{fill:#f2c078}\n" + style + moves + "\n"
                + String.format(Locale.ROOT, "#page{animation:up %.1fs step-end infinite}%n", whole)
                + "@media (prefers-reduced-motion:reduce){g{animation:none!important}}\n</style>\n"
                + "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#14191f\"/>\n"
                + "<circle cx=\"18\" cy=\"16\" r=\"5\" fill=\"#e2695f\"/><circle cx=\"36\" cy=\"16\" r=\"5\" fill=\"#e5b84b\"/>"
                + "<circle cx=\"54\" cy=\"16\" r=\"5\" fill=\"#63b561\"/>\n"
                + "<svg y=\"30\" width=\"" + width + "\" height=\"" + (ROWS * line + 8) + "\"><g transform=\"translate(0,14)\"><g id=\"page\">\n"
                + drawn + "</g></g></svg>\n</svg>\n";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
