package io.github.churnml.serving.contacts;

import com.fasterxml.jackson.databind.util.RawValue;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.serving.http.Budget;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.TableBody;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ModelHeaders;
import io.github.churnml.serving.model.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code POST /contacts}: a CSV file in; out come the customers whom it pays most to contact, with reasons, as JSON, or with {@code
 * Accept: text/csv} the whole table with what the model says of each row.
 */
public final class ContactsHandler implements HttpHandler {

    /** The most contacts that are listed. */
    public static final int MOST = ContactsRequest.MOST;

    public static final int MOST_REASONS = ContactsRequest.MOST_REASONS;
    public static final List<String> CHARSETS = ContactsRequest.CHARSETS;

    private final Supplier<ServedModel> current;
    private final TableBody tables;
    private final Budget budget;
    private final Failures failures;

    public ContactsHandler(Supplier<ServedModel> current, TableBody tables, Budget budget, Failures failures) {
        this.current = current;
        this.tables = tables;
        this.budget = budget;
        this.failures = failures;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        // The same model for the whole request, whatever is loaded meanwhile.
        ServedModel model = current.get();
        ModelHeaders.put(exchange, model);
        try {
            ContactsRequest request = ContactsRequest.of(exchange, model);
            tables.read(exchange, (read, file) -> answer(read, file, model, request));
        } catch (BadRequest e) {
            failures.refuse(exchange, e.problem());
        }
    }

    private void answer(HttpServerExchange exchange, Path file, ServedModel model, ContactsRequest request)
            throws IOException {
        try {
            SentTable table = SentTable.of(file, model, request);
            Path answer = tables.newFile();
            boolean sent = false;
            try {
                boolean list = request.form() == ContactsRequest.Form.LIST;
                long rows = list ? list(exchange, answer, table, request) : write(exchange, answer, table, request);
                exchange.putAttachment(Exchanges.ROWS, (int) Math.min(Integer.MAX_VALUE, rows));
                tables.send(exchange, list ? "application/json" : "text/csv; charset=utf-8", answer);
                sent = true;
            } finally {
                if (!sent) {
                    Files.deleteIfExists(answer);
                }
            }
        } catch (BadRequest e) {
            failures.answer(exchange, e.problem());
        }
    }

    /** @return how many rows were scored for it */
    private long list(HttpServerExchange exchange, Path file, SentTable table, ContactsRequest request)
            throws IOException, BadRequest {
        ContactSums sums = new ContactSums(table);
        BestContacts best = new BestContacts(table, request.most());
        table.each(row -> {
            sums.add(row);
            best.add(row);
        });
        List<Object> contacts = best.list(request.reasons(), best.columns(), (place, contact) -> {
            RawValue part = JsonDocument.part(Objects.requireNonNull(Tree.finite(contact.tree())));
            hold(exchange, ((String) part.rawValue()).length());
            return part;
        });
        CustomerValue money = table.money();
        Map<String, Object> tree = Tree.of(
                "model",
                Tree.of("name", table.model().name(), "version", table.model().version()),
                "table",
                Tree.of(
                        "columns",
                        table.header(),
                        "delimiter",
                        String.valueOf(table.delimiter()),
                        "charset",
                        table.charset(),
                        "imputed",
                        table.absent(),
                        "unused",
                        table.unused(),
                        "outcomes",
                        table.hasOutcomes()),
                "money",
                money == null ? null : money.settings(),
                "sums",
                sums.tree(),
                "columns",
                best.columns(),
                "contacts",
                contacts,
                "problems",
                sums.faults(),
                "moreProblems",
                sums.moreFaults());
        JsonDocument.write(file, Objects.requireNonNull(Tree.finite(tree)));
        return sums.rows();
    }

    /** Counts a contact that waits for the others to what all requests may hold. */
    private void hold(HttpServerExchange exchange, int letters) throws BadRequest {
        if (!budget.hold(exchange, 2L * letters)) {
            throw new BadRequest(Problem.of(
                    413,
                    "list-too-large",
                    "The list needs more memory than the server has left for answers.",
                    "Ask for fewer customers (most) or fewer reasons (explain), or try again later."));
        }
    }

    /** @return how many rows were scored for it */
    private long write(HttpServerExchange exchange, Path file, SentTable table, ContactsRequest request)
            throws IOException, BadRequest {
        ScoredFile scored = new ScoredFile(table);
        if (request.form() == ContactsRequest.Form.WHOLE_FILE) {
            return scored.writeAll(file);
        }
        BestContacts best = new BestContacts(table, request.most());
        long[] rows = {0};
        table.each(row -> {
            rows[0]++;
            best.add(row);
        });
        scored.writeList(file, best, request.reasons(), line -> hold(exchange, line.length()));
        return rows[0];
    }
}
