package io.github.churnml.serving.reload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.churnml.error.ChurnException;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * {@code POST /admin/reload}: loads the file that the model came from again, now. A caller cannot name another file. The
 * answer comes when the new model answers, or tells why it was refused.
 */
public final class ReloadHandler implements HttpHandler {

    private final Reloader reloader;
    private final Serving serving;
    private final Workers workers;
    private final Failures failures;
    private final JsonFactory json = new JsonFactory();

    public ReloadHandler(Reloader reloader, Serving serving, Workers workers, Failures failures) {
        this.reloader = reloader;
        this.serving = serving;
        this.workers = workers;
        this.failures = failures;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        workers.run(exchange, () -> reload(exchange));
    }

    private void reload(HttpServerExchange exchange) throws IOException {
        Serving.Change change;
        try {
            change = reloader.reload(null);
        } catch (ChurnException e) {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.UNPROCESSABLE_ENTITY,
                            "model-refused",
                            String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "),
                            serving.isLoaded() ? "The model before goes on." : "A model is still waited for."));
            return;
        }
        Exchanges.json(exchange, answer(change));
    }

    private byte[] answer(Serving.Change change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("outcome", "taken");
            write(generator, "model", change.now());
            if (change.before() != null) {
                write(generator, "before", change.before());
            }
            generator.writeArrayFieldStart("columns");
            for (String difference : Reloader.differences(change.before(), change.now())) {
                generator.writeString(difference);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator out, String field, ServedModel model) throws IOException {
        out.writeObjectFieldStart(field);
        out.writeStringField("name", model.name());
        out.writeStringField("version", model.version());
        out.writeEndObject();
    }
}
