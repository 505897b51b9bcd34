package io.github.churnml.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion rests on.
 *
 * @param expected the champion that the version was compared with, and that must still be it; null if there was none
 * @param gates what gates measured; all must have passed, unless it is forced
 * @param forced whether to promote although a gate did not pass
 * @param why why; must be said where it is forced
 */
public record Promotion(@Nullable String expected, List<GateResult> gates, boolean forced, String why) {

    /** Copies the list. */
    public Promotion {
        gates = List.copyOf(gates);
    }

    /** {@return the first gate that did not pass; empty if all did} */
    public Optional<GateResult> firstFailure() {
        return gates.stream().filter(gate -> !gate.passed()).findFirst();
    }
}
