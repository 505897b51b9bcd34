/**
 * Which model serves, since when, why, and which one did before.
 *
 * <p>A {@link Registry} keeps immutable versions of one model in a folder, and an append-only log of what was done with them:
 * every event holds the hash of the one before, so a change made by hand shows. All else follows from the log: the status of each
 * version, the {@link Pointer pointers} {@code champion}, {@code challenger}, {@code shadow} and {@code previous} now and at any
 * past moment ({@link RegistryState#asOf}), and {@code registry.json}, which people read.
 *
 * <table>
 * <caption>What a folder holds</caption>
 * <tr><th>file</th><th>what it is</th></tr>
 * <tr><td>{@code registry.log.jsonl}</td><td>the events, one JSON object a line; the only truth</td></tr>
 * <tr><td>{@code registry.json}</td><td>the versions by number, as they stand; written anew after every event</td></tr>
 * <tr><td>{@code NAME_v1.0.0.churn}</td><td>the model, never overwritten; its SHA-256 stands in the log</td></tr>
 * <tr><td>{@code metrics_v1.0.0.json}</td><td>how good it was when it was registered</td></tr>
 * <tr><td>{@code golden_v1.0.0.json}</td><td>made-up rows and the scores that the model must give them for ever</td></tr>
 * </table>
 *
 * <p>A change says which champion it expects to find. Of two at once one wins, and the other is told; neither leaves anything
 * half done, also if its process is killed.
 */
@NullMarked
package io.github.churnml.registry;

import org.jspecify.annotations.NullMarked;
