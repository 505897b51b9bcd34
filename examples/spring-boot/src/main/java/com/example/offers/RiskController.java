package com.example.offers;

import io.github.churnml.Prediction;
import io.github.churnml.error.DataException;
import io.github.churnml.explain.Reason;
import io.github.churnml.spring.ChurnScorer;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One customer in, what the model says of it out. */
@RestController
class RiskController {

    private final ChurnScorer churn;

    RiskController(ChurnScorer churn) {
        this.churn = churn;
    }

    /** What is answered. */
    record Risk(double probability, String tier, List<String> reasons) {}

    /** What is wrong with a customer that cannot be scored. */
    record Problem(String message) {}

    @PostMapping("/risk")
    Risk risk(@RequestBody Map<String, Object> customer) {
        Prediction prediction = churn.score(customer);
        return new Risk(
                prediction.probability(),
                prediction.tier().label(),
                prediction.reasons(3).stream().map(Reason::column).toList());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Problem unusable(DataException problem) {
        return new Problem(problem.getMessage());
    }
}
