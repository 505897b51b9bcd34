package io.github.churnml.fuzz;

import java.util.List;

class ImportFuzzTest extends FuzzContract {

    @Override
    List<FuzzTarget> targets() {
        return new ForeignTargets().targets();
    }
}
