package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AheadTest {

    @Test
    void get_ofWorkThatWentWell_isWhatItGave() {
        try (Ahead<String> ahead = Ahead.of(() -> "done")) {
            assertThat(ahead.get()).isEqualTo("done");
        }
    }

    @Test
    void get_ofWorkThatWentWrong_throwsTheSame() {
        DataException wrong = new DataException("Wrong.", "", Where.nowhere());
        try (Ahead<String> ahead = Ahead.of(() -> {
            throw wrong;
        })) {
            assertThatThrownBy(ahead::get).isSameAs(wrong);
        }
    }

    @Test
    void close_whileWorking_interruptsTheWork() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Ahead<String> ahead = Ahead.of(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            } finally {
                ended.countDown();
            }
        })) {
            begun.await();
            assertThat(ahead).isNotNull();
        }
        ended.await();
        assertThat(interrupted).isTrue();
    }
}
