/**
 * A model behind HTTP: {@link io.github.churnml.serving.ChurnServer}, put together by
 * {@link io.github.churnml.serving.ChurnServerBuilder}.
 *
 * <pre>{@code
 * try (ChurnServer server = ChurnServer.builder().model(Path.of("model.churn")).port(8080).build().start()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A request's way: {@code Routes} finds what answers a path, times it and logs it without any customer's value;
 * {@code RequestBody} reads the body without a thread that waits for it; {@code RowsReader} reads its JSON straight into a
 * row of the model and lists all that is wrong with all rows at once; the {@code Scorer} scores; {@code AnswerWriter} writes.
 * Small requests are answered by the connection's own thread, large ones and those that ask for reasons by {@code Workers},
 * whose queue has an end. {@code Failures} turns whatever goes wrong into a problem (RFC 9457): no request ends the server.
 *
 * <p>What is told of a model is made once per model, when first asked for ({@code PerModel}): {@code SchemaDocument},
 * {@code ModelCard} and {@code OpenApi}, whose examples are a made-up row that was really scored. {@code OipHandler} speaks the
 * Open Inference Protocol: its tensors are columns, which {@code OipInference} reads by the same rules and scores as rows.
 *
 * <p>Nobody outside can hold more than a share: {@code Framing} refuses what is ambiguous, {@code Gate} asks for keys and
 * keeps callers to their rate, {@code Limits} and {@code Budget} bound bodies, answers, rows and connections, and each stage
 * of a request has a deadline: its head, its body, its wait for a worker, its answer ({@code Answers}).
 *
 * <p>{@code Serving} holds the model that answers now as one immutable {@code ServedModel}; a request takes it once, so that a
 * model which is replaced meanwhile still finishes what it began.
 *
 * <p>{@code PageHandler} holds the page for people: three files that ask what any other caller may ask, and {@code /live},
 * which {@code LiveHandler} answers from the last two minutes that {@code LiveCounts} keeps. {@code LiveDrift} compares the rows
 * of the last hour with those of training: each thread counts what it has answered in its own {@code ServedRows}, over the bins
 * of the model's reference profile; {@code DriftHandler} and {@code DriftGauges} tell of it.
 *
 * <p>{@code HistoryWriter} appends what was measured to a metrics history every so often, and {@code MonitorHandler} has a
 * {@link io.github.churnml.monitor.MonitoringAgent} judge it, or one that it is sent. {@link
 * io.github.churnml.monitor.webhook.Webhook} tells another server what such an agent asks for.
 */
@NullMarked
package io.github.churnml.serving;

import org.jspecify.annotations.NullMarked;
