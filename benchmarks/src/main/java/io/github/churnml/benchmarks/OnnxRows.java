package io.github.churnml.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.churnml.forest.Forest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime with one thread, over tensors that are made once; the logistic function is left to the caller. */
final class OnnxRows implements ScoringTurns.RowScorer {

    private final OrtSession session;
    private final float[][] rows;
    private final FloatBuffer row;
    private final FloatBuffer answer = floats(1);
    private final FloatBuffer answers;
    private final Map<String, OnnxTensor> one;
    private final Map<String, OnnxTensor> all;
    private final Map<String, OnnxTensor> oneAnswer;
    private final Map<String, OnnxTensor> allAnswers;

    OnnxRows(Forest forest, double[][] given) throws OrtException {
        int width = given[0].length;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            session = OrtEnvironment.getEnvironment().createSession(OnnxModel.of(forest), options);
        }
        rows = new float[given.length][width];
        FloatBuffer batch = floats(given.length * width);
        for (int i = 0; i < given.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = (float) given[i][j];
            }
            batch.put(rows[i]);
        }
        row = floats(width);
        answers = floats(given.length);
        one = Map.of(OnnxModel.INPUT, tensor(row, 1, width));
        all = Map.of(OnnxModel.INPUT, tensor(batch.rewind(), given.length, width));
        oneAnswer = Map.of(OnnxModel.OUTPUT, tensor(answer, 1, 1));
        allAnswers = Map.of(OnnxModel.OUTPUT, tensor(answers, given.length, 1));
    }

    private static OnnxTensor tensor(FloatBuffer over, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), over, shape);
    }

    private static FloatBuffer floats(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public double one(int index) {
        row.put(0, rows[index]);
        run(one, oneAnswer);
        return probability(answer.get(0));
    }

    @Override
    public void batch(double[] into) {
        run(all, allAnswers);
        for (int i = 0; i < into.length; i++) {
            into[i] = probability(answers.get(i));
        }
    }

    private static double probability(float logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private void run(Map<String, OnnxTensor> from, Map<String, OnnxTensor> into) {
        try {
            session.run(from, into).close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
