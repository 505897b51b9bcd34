package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.serving.http.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /contacts}: whom of a table to contact. */
class ContactsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONEY =
            "value=monthly_charge&months=12&contactCost=1&offerCost=10&acceptance=0.3&valueMissing=30";
    private static final CustomerValue VALUE = new CustomerValue("monthly_charge", 30, 12, new Campaign(1, 10, 0.3));

    private static ChurnServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = Served.builder().build().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(ChurnServer to, String query, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Served.uri(to, "/contacts" + query))
                .header("Content-Type", "text/csv")
                .POST(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return Served.send(request.build());
    }

    private static HttpResponse<String> post(String query, String text, String... headers) {
        return post(server, query, BodyPublishers.ofString(text), headers);
    }

    private static JsonNode list(String query, String text) throws IOException {
        HttpResponse<String> answer = post(query, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String detail(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return JSON.readTree(answer.body()).get("detail").asText();
    }

    /** What {@code churn predict} gives each row. */
    private static double[] predicted(ChurnModel model, Path table) {
        List<Double> all = new ArrayList<>();
        try (TableRows rows = TableRows.open(table)) {
            RowScorer scorer =
                    model.scorer().forTable(table, ReadOptions.standard()).forColumns(rows.header());
            while (rows.hasNext()) {
                Prediction prediction = scorer.score(Arrays.asList(rows.next()), rows.rowNumber());
                all.add(prediction.probability());
            }
        }
        return all.stream().mapToDouble(value -> value).toArray();
    }

    @Test
    void list_ofATable_isRankedByMoney_withTheScoresOfPredict_andTheValuesOfContact() throws IOException {
        ServedTable customers = ServedTable.of(700, 21);
        Path file = customers.csv(folder.resolve("new.csv"));
        double[] expected = predicted(Served.model(), file);
        double[] values = VALUE.of(
                Served.model().read(file, ReadOptions.standard()),
                Served.model().inputs());
        JsonNode answer = list("?most=50&explain=2&" + MONEY, Files.readString(file));
        List<Integer> order = Stream.iterate(0, i -> i + 1)
                .limit(expected.length)
                .filter(i -> VALUE.campaign().gain(expected[i], values[i]) > 0)
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -VALUE.campaign().gain(expected[i], values[i])))
                .toList();
        assertThat(order).hasSizeGreaterThan(50);
        assertThat(answer.at("/sums/rows").asInt()).isEqualTo(700);
        assertThat(answer.at("/sums/worthwhile").asInt()).isEqualTo(order.size());
        assertThat(answer.at("/sums/expectedGain").asDouble())
                .isCloseTo(
                        order.stream()
                                .mapToDouble(i -> VALUE.campaign().gain(expected[i], values[i]))
                                .sum(),
                        within(1e-6));
        assertThat(answer.at("/contacts")).hasSize(50);
        for (int place = 0; place < 50; place++) {
            JsonNode contact = answer.at("/contacts/" + place);
            int row = order.get(place);
            assertThat(contact.get("row").asInt()).isEqualTo(row + 1);
            assertThat(contact.get("probability").asDouble()).isEqualTo(expected[row]);
            assertThat(contact.get("value").asDouble()).isEqualTo(values[row]);
            assertThat(contact.get("expectedGain").asDouble())
                    .isEqualTo(VALUE.campaign().gain(expected[row], values[row]));
            assertThat(contact.get("reasons")).hasSize(2);
            assertThat(contact.at("/reasons/0/sentence").asText()).isNotBlank();
        }
        assertThat(answer.at("/money/column").asText()).isEqualTo("monthly_charge");
    }

    @Test
    void list_withoutMoney_isRankedByProbability() throws IOException {
        ServedTable customers = ServedTable.of(60, 22);
        Path file = customers.csv(folder.resolve("new.csv"));
        JsonNode answer = list("?most=5", Files.readString(file));
        double[] expected = Arrays.stream(predicted(Served.model(), file))
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(value -> value)
                .toArray();
        assertThat(answer.has("money")).isFalse();
        for (int place = 0; place < 5; place++) {
            assertThat(answer.at("/contacts/" + place + "/probability").asDouble())
                    .isEqualTo(expected[place]);
            assertThat(answer.at("/contacts/" + place).has("expectedGain")).isFalse();
        }
        assertThat(answer.at("/table/unused").get(0).asText())
                .isEqualTo(customers.header().get(0));
    }

    /** 1.234 is a thousand in a table with decimal commas, whatever a row alone would say. */
    @Test
    void table_withDecimalCommas_isReadAsAWhole_asPredictReadsIt() throws IOException {
        ServedTable customers = ServedTable.of(80, 23);
        int total = customers.header().indexOf("total_charges");
        StringBuilder text = new StringBuilder(String.join(";", customers.header())).append("\r\n");
        for (int i = 0; i < 80; i++) {
            String[] row = customers.rows().get(i).clone();
            row[total] = i % 2 == 0 ? "1." + (100 + i) : "1." + (100 + i) + ",5";
            text.append(String.join(";", row)).append("\r\n");
        }
        Path file = Files.writeString(folder.resolve("commas.csv"), text);
        double[] expected = predicted(Served.model(), file);
        JsonNode answer = list("?most=80", text.toString());
        assertThat(answer.at("/table/delimiter").asText()).isEqualTo(";");
        assertThat(answer.at("/contacts")).hasSize(80);
        for (JsonNode contact : answer.at("/contacts")) {
            assertThat(contact.get("probability").asDouble())
                    .isEqualTo(expected[contact.get("row").asInt() - 1]);
        }
    }

    @Test
    void table_asCsv_comesBackWhole_withItsScores_andNoFormulaThatRuns() throws IOException {
        ServedTable customers = ServedTable.of(40, 24);
        List<String> lines = new ArrayList<>(List.of("note\t" + String.join("\t", customers.header())));
        customers.rows().forEach(row -> lines.add("\"=cmd|' /C calc'!A0 <img onerror=x>\"\t" + String.join("\t", row)));
        String text = "\uFEFF" + String.join("\n", lines);
        Path file = Files.writeString(folder.resolve("tabs.csv"), text);
        double[] expected = predicted(Served.model(), file);
        HttpResponse<String> answer = post("?" + MONEY, text, "Accept", "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        List<String> scored = answer.body().lines().toList();
        assertThat(scored).hasSize(41);
        assertThat(scored.get(0))
                .startsWith("\uFEFFnote\t")
                .endsWith("\tprobability\tpredicted\trisk_tier\tvalue\texpected_cost\texpected_gain\tproblem");
        for (int i = 0; i < 40; i++) {
            String[] cells = scored.get(i + 1).split("\t", -1);
            assertThat(cells[0]).startsWith("'=cmd|");
            assertThat(Double.parseDouble(cells[1 + customers.header().size()])).isEqualTo(expected[i]);
        }
    }

    @Test
    void list_asCsv_hasTheColumnsOfContact_andTheTablesOwn() throws IOException {
        ServedTable customers = ServedTable.of(300, 32);
        String text = Files.readString(customers.csv(folder.resolve("new.csv")));
        HttpResponse<String> answer = post("?most=7&explain=1&rows=best&" + MONEY, text, "Accept", "text/csv");
        JsonNode list = list("?most=7&explain=1&" + MONEY, text);
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(8);
        List<String> own = new ArrayList<>();
        list.at("/table/unused").forEach(name -> own.add(name.asText()));
        assertThat(lines.get(0))
                .isEqualTo("rank,row," + String.join(",", own)
                        + ",probability,value,expected_cost,expected_gain,reason_1");
        for (int place = 0; place < 7; place++) {
            JsonNode contact = list.at("/contacts/" + place);
            assertThat(lines.get(place + 1))
                    .startsWith((place + 1) + "," + contact.get("row").asText() + ","
                            + contact.at("/cells/0").asText() + ",")
                    .contains("," + contact.get("probability").asText() + ",");
        }
        assertThat(detail(post("?rows=few", text), 400)).contains("'rows'");
    }

    @Test
    void rows_thatCannotBeScored_areNamed_andTheOthersAreScored() throws IOException {
        ServedTable customers = ServedTable.of(10, 25);
        int tenure = customers.header().indexOf("tenure_months");
        customers.rows().get(3)[tenure] = "nine";
        customers.rows().get(7)[customers.header().indexOf("monthly_charge")] = "";
        String text = Files.readString(customers.csv(folder.resolve("bad.csv")));
        JsonNode answer = list("?value=monthly_charge&acceptance=0.3", text);
        assertThat(answer.at("/sums/scored").asInt()).isEqualTo(8);
        assertThat(answer.at("/problems")).hasSize(2);
        assertThat(answer.at("/problems/0/row").asInt()).isEqualTo(4);
        assertThat(answer.at("/problems/0/column").asText()).isEqualTo("tenure_months");
        assertThat(answer.at("/problems/0/problem").asText()).contains("(nine)", "row 4");
        assertThat(answer.at("/problems/1/row").asInt()).isEqualTo(8);
        assertThat(answer.at("/problems/1/problem").asText()).contains("an amount of 0 or more is required");
        HttpResponse<String> file = post("?value=monthly_charge&acceptance=0.3", text, "Accept", "text/csv");
        assertThat(file.body().lines().toList().get(4)).contains("(nine)");
        assertThat(file.body().lines().toList()).hasSize(11);
    }

    @Test
    void tables_thatAreNone_areRefusedInWords() throws IOException {
        ServedTable customers = ServedTable.of(5, 26);
        String header = String.join(",", customers.header());
        String text = Files.readString(customers.csv(folder.resolve("few.csv")));
        assertThat(detail(post("", ""), 400)).contains("empty").doesNotContain("churn-tables", ".csv");
        assertThat(detail(post("", header + "\n"), 400)).contains("no rows").doesNotContain("churn-tables");
        assertThat(detail(post("", "a,b\n1,x\n"), 400)).contains("none of the model's columns", "'a', 'b'");
        assertThat(detail(post("", text + "one,two\n"), 400)).contains("2 fields where the header has");
        assertThat(detail(post("", text.replaceFirst("\n", "\n\"")), 400)).doesNotContain("churn-tables");
        assertThat(detail(post(server, "", BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0})), 400))
                .contains("packed");
        assertThat(detail(post(server, "", BodyPublishers.ofByteArray(new byte[] {'P', 'K', 3, 4, 0, 0, 0})), 400))
                .contains("packed");
        Charset latin = Charset.forName("windows-1252");
        byte[] umlaut = ("name," + text.replaceAll("(?m)^", "Müller,").replaceFirst("Müller,", ""))
                .replaceFirst("Müller,$", "")
                .getBytes(latin);
        String problem = detail(post(server, "", BodyPublishers.ofByteArray(umlaut)), 400);
        assertThat(problem)
                .contains("is not valid UTF-8", "charset=windows-1252")
                .doesNotContain("churn-tables", "--");
        HttpResponse<String> read = post(server, "?charset=windows-1252", BodyPublishers.ofByteArray(umlaut));
        assertThat(JSON.readTree(read.body()).at("/contacts/0/cells/0").asText())
                .isEqualTo("Müller");
        assertThat(detail(post("", text, "Content-Type", "text/plain"), 415)).contains("text/csv");
        assertThat(detail(post("?most=0", text), 400)).contains("'most'");
        assertThat(detail(post("?acceptance=x&value=3", text), 400)).contains("'acceptance'", "(x)");
        assertThat(detail(post("?value=charge&acceptance=0.3", text), 400)).contains("no such column");
        assertThat(detail(post("?charset=EBCDIC", text), 400)).contains("'charset'");
    }

    /** The few that have an amount, or none and so valueMissing, would else be the best of all. */
    @Test
    void values_thatAreMostlyNoAmounts_areRefused_asContactRefusesThem() throws IOException {
        String[] lines = Files.readString(ServedTable.of(30, 38).csv(folder.resolve("worth.csv")))
                .split("\n");
        StringBuilder text = new StringBuilder("worth," + lines[0] + "\n");
        for (int i = 1; i < lines.length; i++) {
            text.append(i % 10 == 0 ? "," : "\"403,0" + i % 10 + "\",")
                    .append(lines[i])
                    .append('\n');
        }
        String query = "?value=worth&valueMissing=30&acceptance=0.3";
        assertThat(detail(post(query, text.toString()), 400))
                .contains("Column 'worth' (row 1)", "(403,01)", "So it is with 27 of 30 rows.");
        assertThat(detail(post(query + "&rows=best", text.toString(), "Accept", "text/csv"), 400))
                .contains("27 of 30");
    }

    /** The limit of bytes is one of what is read, and not of what some packed bytes become. */
    @Test
    void zip_withATableInIt_isRefused_andAColumnCalledPkIsNone() throws IOException {
        String text = Files.readString(ServedTable.of(5, 36).csv(folder.resolve("few.csv")));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("few.csv"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(detail(post(server, "", BodyPublishers.ofByteArray(packed.toByteArray())), 400))
                .contains("packed (zip");
        String named = "PK," + text.replace("\n", "\n7,").replaceFirst("7,$", "");
        assertThat(list("", named).at("/columns/0").asText()).isEqualTo("PK");
    }

    /** What waits for the others of a list counts to what all requests together may hold, and is given back. */
    @Test
    void list_thatHasNoRoomInMemory_isRefusedInWords_andHoldsNothing() throws IOException {
        String[] lines = Files.readString(ServedTable.of(2_000, 37).csv(folder.resolve("wide.csv")))
                .split("\n");
        StringBuilder text = new StringBuilder("note,");
        for (int i = 0; i < lines.length; i++) {
            text.append(i == 0 ? "" : "\u6F22".repeat(150) + ",")
                    .append(lines[i])
                    .append('\n');
        }
        ChurnServerBuilder builder = Served.builder();
        builder.limits = withRoom(builder.limits, 1_000_000);
        try (ChurnServer small = builder.build().start()) {
            BodyPublisher body = BodyPublishers.ofString(text.toString());
            assertThat(detail(post(small, "?most=10000", body), 413)).contains("fewer customers (most)");
            assertThat(detail(post(small, "?most=10000&rows=best", body, "Accept", "text/csv"), 413))
                    .contains("fewer customers (most)");
            assertThat(post(small, "?most=20", body).statusCode()).isEqualTo(200);
            for (int i = 0; i < 200 && small.held() > 0; i++) {
                LockSupport.parkNanos(25_000_000);
            }
            assertThat(small.held()).isZero();
        }
    }

    private static Limits withRoom(Limits limits, long bytes) {
        return new Limits(
                limits.bodyBytes(),
                limits.tableBytes(),
                bytes,
                limits.answerBytes(),
                limits.rows(),
                limits.depth(),
                limits.textLength(),
                limits.head(),
                limits.body(),
                limits.answer(),
                limits.idle(),
                limits.queue(),
                limits.connections());
    }

    @Test
    void table_thatComesByTheByte_losesItsPlace() throws IOException {
        byte[] head =
                ("POST /contacts HTTP/1.1\r\nHost: here\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        try (ChurnServer hasty = Served.builder()
                        .bodyTimeout(Duration.ofMillis(400))
                        .build()
                        .start();
                Raw slow = Raw.to(hasty)) {
            slow.send(head);
            // Each byte comes well within the time, all of them do not.
            for (int i = 0; i < 400 && !slow.hasAnswer(); i++) {
                slow.sendAsFarAsTaken(new byte[] {'a'});
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(slow.hasAnswer()).as("told while it still sends").isTrue();
            assertThat(slow.read().status()).isEqualTo(408);
        }
    }

    @Test
    void table_thatLacksColumns_isScoredOnceThatIsWanted() throws IOException {
        HttpResponse<String> refused = post("", "id,plan,tenure_months\nC1,Basic,9\n");
        assertThat(detail(refused, 400)).contains("lacks 14 columns").contains("missing=impute");
        assertThat(JSON.readTree(refused.body()).get("errors")).hasSize(14);
        JsonNode answer = list("?missing=impute", "id,plan,tenure_months\nC1,Basic,9\n");
        assertThat(answer.at("/table/imputed")).hasSize(14);
        JsonNode alone = JSON.readTree(Served.post(
                        server,
                        "/predict",
                        Served.ROW.replaceAll(
                                "\"(?!plan|tenure_months)([a-z_0-9]+)\":(\"[^\"]*\"|[-0-9.]+)", "\"$1\":null"))
                .body());
        assertThat(answer.at("/contacts/0/probability").asDouble())
                .isEqualTo(alone.at("/predictions/0/probability").asDouble());
    }

    @Test
    void names_fromOutside_comeBackAsTheyAre() throws IOException {
        String letters = "x".repeat(300);
        String turned = "\u202Ename\u05D0";
        StringBuilder text = new StringBuilder();
        text.append("\"<b>who</b>\",")
                .append(letters)
                .append(',')
                .append(turned)
                .append(',');
        ServedTable customers = ServedTable.of(3, 27);
        text.append(String.join(",", customers.header())).append('\n');
        customers.rows().forEach(row -> text.append("\"<script>alert(1)</script>\",")
                .append(letters)
                .append(",\u05D0\u05D1,")
                .append(String.join(",", row))
                .append('\n'));
        JsonNode answer = list("", text.toString());
        assertThat(answer.at("/columns/0").asText()).isEqualTo("<b>who</b>");
        assertThat(answer.at("/contacts/0/cells/0").asText()).isEqualTo("<script>alert(1)</script>");
        assertThat(answer.at("/table/unused").get(1).asText()).isEqualTo(letters);
    }

    @Test
    void table_largerThanTheLimit_isRefused_andLeavesNoFile() throws IOException {
        try (ChurnServer small = Served.builder().maxTableBytes(2_000).build().start()) {
            String text = Files.readString(ServedTable.of(100, 28).csv(folder.resolve("large.csv")));
            assertThat(detail(post(small, "", BodyPublishers.ofString(text)), 413))
                    .contains("larger than 2000 bytes");
            // Without a length, it is found out on the way.
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
            assertThat(detail(post(small, "", chunks), 413)).contains("larger than 2000 bytes");
        }
    }

    /** The answer, and what the server holds for it, do not grow with the table. */
    @Test
    void table_ofAMillionRows_isAnswered_withNothingHeldOfIt() throws IOException {
        ServedTable customers = ServedTable.of(1_000, 29);
        byte[] rows = (customers.rows().stream()
                                .map(row -> String.join(",", row))
                                .reduce((a, b) -> a + "\n" + b)
                                .orElseThrow()
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] header = (String.join(",", customers.header()) + "\n").getBytes(StandardCharsets.UTF_8);
        BodyPublisher million = BodyPublishers.ofByteArrays(() -> new java.util.Iterator<>() {
            private int next = -1;

            @Override
            public boolean hasNext() {
                return next < 1_000;
            }

            @Override
            public byte[] next() {
                return next++ < 0 ? header : rows;
            }
        });
        HttpResponse<String> answer = post(server, "?most=10", million);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode tree = JSON.readTree(answer.body());
        assertThat(tree.at("/sums/rows").asInt()).isEqualTo(1_000_000);
        assertThat(tree.at("/contacts")).hasSize(10);
        // Of equal rows the first thousand rows apart, the earlier ones come first.
        assertThat(tree.at("/contacts/1/row").asInt())
                .isEqualTo(tree.at("/contacts/0/row").asInt() + 1_000);
        assertThat(answer.body().length()).isLessThan(60_000);
        // Its caller has the answer a moment before.
        for (int i = 0; i < 200 && server.held() > 0; i++) {
            LockSupport.parkNanos(25_000_000);
        }
        assertThat(server.held()).isZero();
    }

    @Test
    void rows_ofATable_countNeitherForDrift_norForTheLiveFigures() throws IOException {
        try (ChurnServer other = Served.builder().build().start()) {
            String text = Files.readString(ServedTable.of(200, 30).csv(folder.resolve("many.csv")));
            assertThat(post(other, "", BodyPublishers.ofString(text)).statusCode())
                    .isEqualTo(200);
            assertThat(JSON.readTree(Served.get(other, "/drift").body())
                            .at("/new/rows")
                            .asInt())
                    .isZero();
            assertThat(JSON.readTree(Served.get(other, "/live").body())
                            .at("/lastMinute/rows")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void files_ofTables_areGoneOnceTheyAreAnswered_andTheirFolderWithTheServer() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = folders(temporary);
        List<Path> mine;
        try (ChurnServer other = Served.builder().build().start()) {
            String text = Files.readString(ServedTable.of(20, 31).csv(folder.resolve("some.csv")));
            assertThat(post(other, "", BodyPublishers.ofString(text)).statusCode())
                    .isEqualTo(200);
            assertThat(post(other, "", BodyPublishers.ofString(text), "Accept", "text/csv")
                            .statusCode())
                    .isEqualTo(200);
            // Servers of other builds may be about in the same folder.
            mine = folders(temporary);
            mine.removeAll(before);
            assertThat(mine).isNotEmpty();
            // Their callers have the answer a moment before.
            for (int i = 0; i < 200 && mine.stream().noneMatch(ContactsTest::isEmpty); i++) {
                LockSupport.parkNanos(25_000_000);
            }
            mine.removeIf(folder -> !isEmpty(folder));
            assertThat(mine).isNotEmpty();
        }
        assertThat(mine).anyMatch(Files::notExists);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false; // another server's, and gone
        }
    }

    private static List<Path> folders(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return new ArrayList<>(
                    files.filter(file -> String.valueOf(file.getFileName()).startsWith("churn-tables"))
                            .toList());
        }
    }
}
