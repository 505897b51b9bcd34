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
 * <p>API are this package, {@link io.github.churnml.serving.keys} and the enums of {@link io.github.churnml.serving.policy}. The
 * others are rooms of the module, one concept each; a room uses only those above it:
 *
 * <table>
 * <caption>Rooms</caption>
 * <tr><th>room</th><th>what happens there</th></tr>
 * <tr><td>{@code http}</td><td>requests and answers before anything of a model is known: bodies, limits, deadlines, problems
 * (RFC 9457), the access log</td></tr>
 * <tr><td>{@code security}</td><td>keys, rates, origins, TLS</td></tr>
 * <tr><td>{@code model}</td><td>the model that answers, as one immutable value, and how a thread scores a row with it</td></tr>
 * <tr><td>{@code live}</td><td>what is measured: metrics, the last two minutes, drift, the metrics history</td></tr>
 * <tr><td>{@code reload}</td><td>how another model comes to answer, and what is said while there is none</td></tr>
 * <tr><td>{@code registry}</td><td>the champion of a registry answers, from one request to the next</td></tr>
 * <tr><td>{@code rows}</td><td>rows read from JSON, and {@code POST /predict}</td></tr>
 * <tr><td>{@code contacts}</td><td>a table of customers in, whom to contact out</td></tr>
 * <tr><td>{@code oip}</td><td>the Open Inference Protocol</td></tr>
 * <tr><td>{@code routes}</td><td>which handler answers which path</td></tr>
 * <tr><td>{@code openapi}, {@code page}</td><td>documents for programs and their authors; the page for people</td></tr>
 * </table>
 *
 * <p>A request's way: {@code Routes} finds what answers a path, times it and logs it without any customer's value;
 * {@code RequestBody} reads the body without a thread that waits for it; {@code RowsReader} reads its JSON straight into a
 * row of the model and lists all that is wrong with all rows at once; the {@code Scorer} scores; {@code AnswerWriter} writes.
 * Small requests are answered by the connection's own thread, large ones and those that ask for reasons by {@code Workers},
 * whose queue has an end. {@code Failures} turns whatever goes wrong into a problem: no request ends the server.
 *
 * <p>{@code Serving} holds the model that answers now as one immutable {@code ServedModel}; a request takes it once, so that a
 * model which is replaced meanwhile still finishes what it began. What describes a model is made once per model, when first
 * asked for ({@code PerModel}), with the example of a made-up row that was really scored.
 *
 * <p>No caller can hold more than a share: {@code Framing} refuses what is ambiguous, {@code Gate} asks for keys and keeps
 * callers to their rate, {@code Limits} and {@code Budget} bound bodies, answers, rows and connections, and each stage of a
 * request has a deadline: its head, its body, its wait for a worker, its answer ({@code Answers}).
 */
@NullMarked
package io.github.churnml.serving;

import org.jspecify.annotations.NullMarked;
