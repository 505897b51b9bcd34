package io.github.churnml.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph of ONNX as it is built: inputs of one column each, constants, nodes in an order in which each follows what it reads.
 * A value is known by its name. What was asked for before is not computed again. Mutable, for one thread.
 *
 * <p>Numbers are doubles, codes of levels {@code int64}; both have the shape {@code [N, 1]} unless a method says otherwise.
 */
final class Graph {

    /** What the release 1.16 of ONNX has, the first with double {@code TreeEnsemble}. */
    private static final int IR_VERSION = 10;

    private static final int OPSET = 21;
    private static final int ML_OPSET = 5;
    private static final String ML = "ai.onnx.ml";

    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_NAME = 3;
    private static final int NODE_TYPE = 4;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int NODE_DOMAIN = 7;

    private static final String ROWS = "N";

    /** What makes a value: a node with what it reads, or a constant, which reads nothing. */
    private record Maker(List<String> reads, Proto proto, boolean constant) {}

    /** By the value that is made, in an order in which each follows what it reads. */
    private final Map<String, Maker> makers = new LinkedHashMap<>();

    private final List<Proto> inputs = new ArrayList<>();
    private final List<Proto> outputs = new ArrayList<>();
    private final List<String> outputNames = new ArrayList<>();
    private final Set<String> taken;
    private final Map<String, String> known = new HashMap<>();
    /** Constants of one number. */
    private final Map<String, Double> single = new HashMap<>();

    private String shapeOf = "";
    private int values;

    /** @param reserved names that neither a column nor a value may have: those of the outputs */
    Graph(Set<String> reserved) {
        taken = new HashSet<>(reserved);
    }

    /** A column of numbers; the name of its value, made of letters, digits and underscores. */
    String numberInput(String column) {
        return input(column, Tensors.DOUBLE);
    }

    /** A column of codes. */
    String codeInput(String column) {
        return input(column, Tensors.INT64);
    }

    private String input(String column, int type) {
        String plain = column.replaceAll("[^A-Za-z0-9_]", "_");
        String base = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        inputs.add(column(name, type));
        shapeOf = shapeOf.isEmpty() ? name : shapeOf;
        return name;
    }

    /** Names a value as an output, a column of doubles. */
    void output(String name, String value) {
        node("Identity", "", List.of(value), name, List.of());
        outputs.add(column(name, Tensors.DOUBLE));
        outputNames.add(name);
    }

    /** A number, without a shape. */
    String number(double value) {
        return known.computeIfAbsent("number " + Double.doubleToLongBits(value), key -> {
            String name = name("c");
            single.put(name, value);
            return constant(name, Tensors.doubles(name, new double[] {value}));
        });
    }

    /** A whole number, without a shape. */
    String whole(long value) {
        return known.computeIfAbsent("whole " + value, key -> {
            String name = name("c");
            return constant(name, Tensors.wholes(name, new long[] {value}));
        });
    }

    String doubles(double[] table, long... dims) {
        String name = name("c");
        if (table.length == 1) {
            single.put(name, table[0]);
        }
        return constant(name, Tensors.doubles(name, table, dims));
    }

    String wholes(long[] table, long... dims) {
        return known.computeIfAbsent("wholes " + Arrays.toString(table) + Arrays.toString(dims), key -> {
            String name = name("c");
            return constant(name, Tensors.wholes(name, table, dims));
        });
    }

    /** A number in every row. */
    String everyRow(double value) {
        return op("Expand", number(value), op("Shape", shapeOf));
    }

    /**
     * A node without attributes.
     *
     * <p>ONNX Runtime drops a product or quotient with a constant, or a sum or difference, that does nothing; it looks at the
     * constant rounded to 32 bits and so drops x / 1.00000001 too. Such a constant is given as a column, which it leaves alone.
     */
    String op(String type, String... given) {
        String[] of = given;
        if (type.equals("Mul") || type.equals("Div") || type.equals("Add") || type.equals("Sub")) {
            double idle = type.equals("Mul") || type.equals("Div") ? 1 : 0;
            of = Arrays.stream(given)
                    .map(name -> {
                        double value = single.getOrDefault(name, Double.NaN);
                        return (float) value == idle && value != idle ? everyRow(value) : name;
                    })
                    .toArray(String[]::new);
        }
        String key = type + " " + String.join(" ", of);
        String before = known.get(key);
        return before != null ? before : known(key, of, type, List.of());
    }

    /** A node with one attribute that is a whole number. */
    String op(String type, String attribute, long value, String... of) {
        String key = type + " " + attribute + " " + value + " " + String.join(" ", of);
        String before = known.get(key);
        return before != null ? before : known(key, of, type, List.of(Attribute.whole(attribute, value)));
    }

    private String known(String key, String[] of, String type, List<Attribute> attributes) {
        String made = name("v");
        node(type, "", List.of(of), made, attributes);
        known.put(key, made);
        return made;
    }

    /** A node of the domain for learnt models. */
    String learnt(String type, String of, List<Attribute> attributes) {
        String made = name("v");
        node(type, ML, List.of(of), made, attributes);
        return made;
    }

    String toDouble(String value) {
        return op("Cast", "to", Tensors.DOUBLE, value);
    }

    String toFloat(String value) {
        return op("Cast", "to", Tensors.FLOAT, value);
    }

    String toWhole(String value) {
        return op("Cast", "to", Tensors.INT64, value);
    }

    /** Columns side by side. */
    String beside(List<String> columns) {
        return columns.size() == 1 ? columns.get(0) : op("Concat", "axis", 1, columns.toArray(String[]::new));
    }

    /** The sum of true values of each row of {@code [N, K]}, as a column of whole numbers. */
    String count(String flags) {
        return op("ReduceSum", toWhole(flags), wholes(new long[] {1}, 1));
    }

    /** The entries of a table of one dimension at places that are a column. */
    String entries(String table, String places) {
        return op("Gather", table, places);
    }

    String ifElse(String condition, String yes, String no) {
        return op("Where", condition, yes, no);
    }

    private String name(String kind) {
        String name = kind + ++values;
        while (!taken.add(name)) {
            name = kind + ++values;
        }
        return name;
    }

    private void node(String type, String domain, List<String> of, String makes, List<Attribute> attributes) {
        Proto node = new Proto();
        of.forEach(name -> node.text(NODE_INPUT, name));
        node.text(NODE_OUTPUT, makes).text(NODE_NAME, "n_" + makes).text(NODE_TYPE, type);
        attributes.forEach(attribute -> node.message(NODE_ATTRIBUTE, attribute.proto()));
        if (!domain.isEmpty()) {
            node.text(NODE_DOMAIN, domain);
        }
        makers.put(makes, new Maker(of, node, false));
    }

    private String constant(String name, Proto tensor) {
        makers.put(name, new Maker(List.of(), tensor, true));
        return name;
    }

    /** What the outputs depend on; the rest, such as columns that no member reads, is left out. */
    private Set<String> needed() {
        Set<String> needed = new HashSet<>(outputNames);
        List<Map.Entry<String, Maker>> made = new ArrayList<>(makers.entrySet());
        for (int i = made.size() - 1; i >= 0; i--) {
            if (needed.contains(made.get(i).getKey())) {
                needed.addAll(made.get(i).getValue().reads());
            }
        }
        return needed;
    }

    private static Proto column(String name, int type) {
        Proto shape = new Proto().message(1, new Proto().text(2, ROWS)).message(1, new Proto().whole(1, 1));
        Proto tensor = new Proto().whole(1, type).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    /** The bytes of the model that is this graph. */
    byte[] toBytes(String producerVersion, String name, Map<String, String> properties) {
        Proto graph = new Proto();
        Set<String> needed = needed();
        List<Maker> used = makers.entrySet().stream()
                .filter(entry -> needed.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        used.stream().filter(maker -> !maker.constant()).forEach(node -> graph.message(1, node.proto()));
        graph.text(2, name);
        used.stream().filter(Maker::constant).forEach(constant -> graph.message(5, constant.proto()));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        Proto model = new Proto()
                .whole(1, IR_VERSION)
                .text(2, "churn-ml")
                .text(3, producerVersion)
                .message(7, graph)
                .message(8, new Proto().text(1, "").whole(2, OPSET))
                .message(8, new Proto().text(1, ML).whole(2, ML_OPSET));
        new LinkedHashMap<>(properties)
                .forEach((key, value) ->
                        model.message(14, new Proto().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
