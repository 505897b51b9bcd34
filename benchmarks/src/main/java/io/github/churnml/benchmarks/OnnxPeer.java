package io.github.churnml.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime with one thread; input and output are tensors over the same native memory at every call. Its regression
 * trees leave the logistic function undone whatever the model says, so that is done here, as the caller would have to.
 */
final class OnnxPeer implements Peer {

    private final OrtSession session;
    private final FloatBuffer row = floats(CustomerRows.COLUMNS);
    private final FloatBuffer answer = floats(1);
    private final FloatBuffer answers = floats(CustomerRows.SCORED);
    private final Map<String, OnnxTensor> one;
    private final Map<String, OnnxTensor> all;
    private final Map<String, OnnxTensor> oneAnswer;
    private final Map<String, OnnxTensor> allAnswers;
    private final float[] scored;
    private final double[] probabilities = new double[CustomerRows.SCORED];

    OnnxPeer(TrainedModel model) {
        try {
            session = load(file(model));
            scored = model.rows().scored();
            FloatBuffer batch = floats(scored.length).put(scored).rewind();
            one = Map.of(OnnxModel.INPUT, tensor(row, 1, CustomerRows.COLUMNS));
            all = Map.of(OnnxModel.INPUT, tensor(batch, CustomerRows.SCORED, CustomerRows.COLUMNS));
            oneAnswer = Map.of(OnnxModel.OUTPUT, tensor(answer, 1, 1));
            allAnswers = Map.of(OnnxModel.OUTPUT, tensor(answers, CustomerRows.SCORED, 1));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The model's trees as ONNX. */
    static Path file(TrainedModel model) {
        return RunFolder.file(
                model.family().file(model.size(), "onnx"), file -> Files.write(file, OnnxModel.of(model.forest())));
    }

    /** Loads a model to be scored by one thread. */
    static OrtSession load(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        }
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
    public double score(int row) {
        this.row.put(0, scored, row * CustomerRows.COLUMNS, CustomerRows.COLUMNS);
        run(one, oneAnswer);
        return probability(answer.get(0));
    }

    @Override
    public Object scoreBatch() {
        run(all, allAnswers);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probability(answers.get(i));
        }
        return probabilities;
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

    @Override
    public double probability(Object batch, int row) {
        return ((double[]) batch)[row];
    }

    @Override
    public void close() {
        try {
            one.values().forEach(OnnxTensor::close);
            all.values().forEach(OnnxTensor::close);
            oneAnswer.values().forEach(OnnxTensor::close);
            allAnswers.values().forEach(OnnxTensor::close);
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
