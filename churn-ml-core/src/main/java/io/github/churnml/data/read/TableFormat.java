package io.github.churnml.data.read;

/** The formats that tables come in, told apart by how a file begins and never by its name. */
enum TableFormat {
    CSV,
    JSON,
    /** Which a workbook is. */
    ZIP,
    /** Which an old or encrypted workbook is. */
    OLE;

    private static final int[][] MARKS = {{0xEF, 0xBB, 0xBF}, {0xFF, 0xFE}, {0xFE, 0xFF}};

    /** The format of a file with this beginning; what begins with a bracket or a brace is JSON. */
    static TableFormat of(byte[] head) {
        if (begins(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return OLE;
        }
        int first = firstCharacter(head);
        return first == '[' || first == '{' ? JSON : CSV;
    }

    /** Whether there is nothing but blanks and perhaps a byte order mark. */
    static boolean isBlank(byte[] head) {
        return firstCharacter(head) < 0;
    }

    /** The first byte that is neither part of a byte order mark nor blank, nor the other half of a UTF-16 blank. */
    private static int firstCharacter(byte[] head) {
        int i = 0;
        for (int[] mark : MARKS) {
            if (begins(head, mark)) {
                i = mark.length;
                break;
            }
        }
        for (; i < head.length; i++) {
            int b = head[i] & 0xFF;
            if (b != 0 && b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
        }
        return -1;
    }

    private static boolean begins(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
