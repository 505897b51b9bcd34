package io.github.churnml.monitor.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * The end of a chained log, to which the next entry is chained.
 *
 * @param number the last whole entry's number; 0 if there is none
 * @param hash its hash; zeros if there is none
 * @param isEnded whether the file is empty or ends with a line feed
 */
record LogTail(long number, String hash, boolean isEnded) {

    private static final int BLOCK = 1 << 14;
    private static final int FURTHEST = 4 << 20;

    /** Reads backwards, line by line, until it meets a whole entry. */
    static LogTail of(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return new LogTail(0, ChainedLine.FIRST, true);
        }
        boolean ended = read(channel, size - 1, 1)[0] == '\n';
        for (int want = BLOCK; ; want *= 4) {
            int length = (int) Math.min(Math.min(size, want), FURTHEST);
            Optional<ChainedLine> last = last(read(channel, size - length, length), length == size);
            if (last.isPresent()) {
                return new LogTail(last.get().number(), last.get().hash(), ended);
            }
            if (length == size || length == FURTHEST) {
                return new LogTail(0, ChainedLine.FIRST, ended);
            }
        }
    }

    /** The last whole entry of a block; its first line is only looked at if it begins there. */
    private static Optional<ChainedLine> last(byte[] block, boolean fromStart) {
        int end = block.length;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && block[start - 1] != '\n') {
                start--;
            }
            if (start == 0 && !fromStart) {
                break;
            }
            int length = block[end - 1] == '\n' ? end - 1 - start : 0;
            byte[] line = Arrays.copyOfRange(block, start, start + length);
            Optional<ChainedLine> link = ChainedLine.read(line, length);
            if (link.isPresent()) {
                return link;
            }
            end = start;
        }
        return Optional.empty();
    }

    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            continue; // until it is full; nobody shortens the file, which is locked
        }
        return bytes.array();
    }
}
