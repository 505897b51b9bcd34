package io.github.churnml.fuzz;

import java.util.List;

class MonitorFuzzTest extends FuzzContract {

    @Override
    List<FuzzTarget> targets() {
        return new MonitorTargets().targets();
    }
}
