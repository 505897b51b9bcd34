package io.github.churnml.fuzz;

import java.util.List;

class ExcelFuzzTest extends FuzzContract {

    @Override
    List<FuzzTarget> targets() {
        return new Workbooks().targets();
    }
}
