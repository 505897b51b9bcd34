package io.github.churnml.data.excel;

/**
 * How much a workbook may unpack to before it is refused as a zip bomb. What a part claims is checked before it is
 * opened, what it really unpacks to while a first pass reads it without keeping anything.
 *
 * @param entries the most files in the archive
 * @param partBytes the largest small part: content types, relations, the list of sheets, styles
 * @param sharedBytes the largest table of texts that cells share, which is held in memory
 * @param sharedTexts the most texts in it
 * @param sheetBytes the largest sheet, which is never held in memory
 * @param ratio how many times its packed size a part may unpack to, once it is larger than {@code ratioFrom}
 * @param ratioFrom from which unpacked size on the ratio counts, in bytes
 * @param tokenBytes the longest piece of XML without any structure
 * @param rowChars the longest row, in characters
 */
record XlsxLimits(
        int entries,
        long partBytes,
        long sharedBytes,
        int sharedTexts,
        long sheetBytes,
        int ratio,
        long ratioFrom,
        long tokenBytes,
        long rowChars) {

    /** Excel's own: columns, and characters in a cell (twice, since a formula and its value may both be long). */
    static final int COLUMNS = 16_384;

    static final int CELL_CHARS = 1 << 16;

    /** More digits than any number has that a spreadsheet writes; reading one takes time by the square of its length. */
    static final int NUMBER_CHARS = 400;

    /** Each is looked through for every cell. */
    static final int ARRAY_FORMULAS = 1_000;

    static final int DEPTH = 64;

    /** 10,000 files; 32 MB, 256 MB with 10 million texts, and 4 GB; 250 times from 16 MB on; 1 MB; 16 million. */
    static final XlsxLimits STANDARD =
            new XlsxLimits(10_000, 32L << 20, 256L << 20, 10_000_000, 4L << 30, 250, 16L << 20, 1L << 20, 1L << 24);
}
