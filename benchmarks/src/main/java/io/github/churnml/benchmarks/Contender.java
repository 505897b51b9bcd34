package io.github.churnml.benchmarks;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whose model is scored by whom. */
public enum Contender implements Optionally {
    XGBOOST_BY_CHURN_ML(Family.XGBOOST, ChurnMlPeer::new),
    XGBOOST_BY_TRAVERSAL(Family.XGBOOST, TraversalPeer::new),
    XGBOOST_BY_ITSELF(Family.XGBOOST, model -> new XgboostPeer(model.rows(), model.size()), NativeLibrary.XGBOOST),
    XGBOOST_BY_ONNX_RUNTIME(Family.XGBOOST, OnnxPeer::new, NativeLibrary.ONNX_RUNTIME),
    LIGHTGBM_BY_CHURN_ML(Family.LIGHTGBM, ChurnMlPeer::new, NativeLibrary.LIGHTGBM),
    LIGHTGBM_BY_TRAVERSAL(Family.LIGHTGBM, TraversalPeer::new, NativeLibrary.LIGHTGBM),
    LIGHTGBM_BY_ITSELF(Family.LIGHTGBM, model -> new LightGbmPeer(model.rows(), model.size()), NativeLibrary.LIGHTGBM),
    SMILE_BY_CHURN_ML(Family.SMILE, ChurnMlPeer::new),
    SMILE_BY_TRAVERSAL(Family.SMILE, TraversalPeer::new),
    SMILE_BY_ITSELF(Family.SMILE, model -> new SmilePeer(model.rows(), model.size()));

    private final Family family;
    private final Function<TrainedModel, Peer> maker;
    private final NativeLibrary[] needed;

    Contender(Family family, Function<TrainedModel, Peer> maker, NativeLibrary... needed) {
        this.family = family;
        this.maker = maker;
        this.needed = needed;
    }

    /** A peer that has shown that it scores every row as expected. */
    Peer ready(Size size) {
        Stream.of(needed).forEach(NativeLibrary::require);
        TrainedModel model = TrainedModel.of(family, size);
        Peer peer = maker.apply(model);
        model.requireEqual(peer);
        return peer;
    }

    @Override
    public Optional<String> problem() {
        return Stream.of(needed).flatMap(library -> library.problem().stream()).findFirst();
    }
}
