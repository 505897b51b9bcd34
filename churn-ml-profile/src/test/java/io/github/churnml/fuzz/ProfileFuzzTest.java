package io.github.churnml.fuzz;

import java.util.List;

class ProfileFuzzTest extends FuzzContract {

    @Override
    List<FuzzTarget> targets() {
        return new ProfileTargets().targets();
    }
}
