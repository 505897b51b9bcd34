package io.github.churnml.data.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One column of cells as they stand in a file of ASCII. */
record AsciiCells(Consumer<AsciiRows> taker) implements RowSink<AsciiCells> {

    static void give(List<String> cells, Consumer<AsciiRows> taker) {
        // Two columns, so that no row is an empty line.
        byte[] block = (String.join(";x\n", cells) + ";x\n").getBytes(StandardCharsets.US_ASCII);
        new AsciiSplitter(Arrays.copyOf(block, block.length + Long.BYTES), block.length, 2, new AsciiCells(taker))
                .split(';');
    }

    @Override
    public void cell(int column, char[] s, int from, int to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endRow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rows(AsciiRows rows) {
        taker.accept(rows);
    }

    @Override
    public void merge(AsciiCells later) {
        throw new UnsupportedOperationException();
    }
}
