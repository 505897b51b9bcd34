package io.github.churnml.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A protobuf message read without a schema: for each field what stood there, whole numbers or bytes. */
final class Decoded {

    private final Map<Integer, List<Object>> fields = new LinkedHashMap<>();

    Decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value =
                    switch ((int) (key & 7)) {
                        case 0 -> varint(in);
                        case 2 -> {
                            byte[] part = new byte[Math.toIntExact(varint(in))];
                            in.get(part);
                            yield part;
                        }
                        default -> throw new IllegalArgumentException("wire type " + (key & 7));
                    };
            fields.computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>())
                    .add(value);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long whole(int field) {
        return fields.containsKey(field) ? (Long) fields.get(field).get(0) : 0;
    }

    String text(int field) {
        return fields.containsKey(field) ? texts(field).get(0) : "";
    }

    List<String> texts(int field) {
        return all(field).stream()
                .map(value -> new String((byte[]) value, StandardCharsets.UTF_8))
                .toList();
    }

    byte[] bytes(int field) {
        return (byte[]) all(field).get(0);
    }

    Decoded message(int field) {
        return messages(field).get(0);
    }

    List<Decoded> messages(int field) {
        return all(field).stream().map(value -> new Decoded((byte[]) value)).toList();
    }

    /** Whole numbers packed into one field. */
    List<Long> packed(int field) {
        List<Long> values = new ArrayList<>();
        for (Object part : all(field)) {
            ByteBuffer in = ByteBuffer.wrap((byte[]) part);
            while (in.hasRemaining()) {
                values.add(varint(in));
            }
        }
        return values;
    }

    private List<Object> all(int field) {
        return fields.getOrDefault(field, List.of());
    }
}
