package io.github.churnml.onnx;

/** An attribute of a node in its ONNX form: a whole number, a list of them, or a tensor. */
final class Attribute {

    private static final int NAME = 1;
    private static final int I = 3;
    private static final int T = 5;
    private static final int INTS = 8;
    private static final int TYPE = 20;

    private static final int INT_TYPE = 2;
    private static final int TENSOR_TYPE = 4;
    private static final int INTS_TYPE = 7;

    private final Proto proto;

    private Attribute(Proto proto) {
        this.proto = proto;
    }

    static Attribute whole(String name, long value) {
        return new Attribute(new Proto().text(NAME, name).whole(I, value).whole(TYPE, INT_TYPE));
    }

    static Attribute wholes(String name, long[] values) {
        return new Attribute(new Proto().text(NAME, name).packed(INTS, values).whole(TYPE, INTS_TYPE));
    }

    static Attribute doubles(String name, double[] values) {
        return tensor(name, Tensors.doubles("", values, values.length));
    }

    static Attribute bytes(String name, byte[] values) {
        return tensor(name, Tensors.bytes("", values, values.length));
    }

    private static Attribute tensor(String name, Proto tensor) {
        return new Attribute(new Proto().text(NAME, name).message(T, tensor).whole(TYPE, TENSOR_TYPE));
    }

    Proto proto() {
        return proto;
    }
}
