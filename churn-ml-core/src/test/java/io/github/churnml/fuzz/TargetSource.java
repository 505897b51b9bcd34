package io.github.churnml.fuzz;

import java.util.List;

/** The doors of another module, found as a service among its tests. */
public interface TargetSource {

    List<FuzzTarget> targets();
}
