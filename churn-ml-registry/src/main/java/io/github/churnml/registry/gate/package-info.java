/**
 * What a version has to pass before it is promoted: limits as data, each judged with its measured value.
 *
 * <p>{@link io.github.churnml.registry.gate.Gates} are limits, made by a builder or read from {@code gates.yaml}. A {@link
 * io.github.churnml.registry.gate.GateKeeper} holds a version of a registry to them on customers whose outcome is known and
 * whom it was not trained on, and the answer is a {@link io.github.churnml.registry.gate.GateReport}: one result for each
 * limit, and the champion that the version was compared with. Only if all passed, or by force and with a reason, does the
 * promotion follow, and only if the champion is still that one.
 *
 * <table>
 * <caption>Which gates need what</caption>
 * <tr><th>gate</th><th>needs outcomes</th><th>needs a champion</th></tr>
 * <tr><td>floor or ceiling of a metric, also of a segment; calibration in the large</td><td>yes</td><td>no</td></tr>
 * <tr><td>no worse than the champion, also in a segment</td><td>yes</td><td>yes; without one it passes, and says so</td></tr>
 * <tr><td>score drift against training</td><td>no</td><td>no</td></tr>
 * <tr><td>score drift against the champion</td><td>no</td><td>yes; without one it passes, and says so</td></tr>
 * <tr><td>golden rows, a golden file, directions, microseconds a row, bytes</td><td>no</td><td>no</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.registry.gate;

import org.jspecify.annotations.NullMarked;
