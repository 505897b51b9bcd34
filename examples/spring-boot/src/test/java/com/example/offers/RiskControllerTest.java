package com.example.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.churnml.Prediction;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.spring.ChurnScorer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** No model is loaded: the scorer is a mock. */
@SpringBootTest
class RiskControllerTest {

    @MockitoBean
    ChurnScorer churn;

    @Autowired
    RiskController controller;

    @Test
    void risk_ofACustomer_isThatOfTheModel() {
        Prediction likely = mock();
        when(likely.probability()).thenReturn(0.8);
        when(likely.tier()).thenReturn(RiskTier.HIGH);
        when(churn.score(anyMap())).thenReturn(likely);

        RiskController.Risk risk = controller.risk(Map.of("plan", "Basic"));

        assertThat(risk.probability()).isEqualTo(0.8);
        assertThat(risk.tier()).isEqualTo("high");
    }
}
