package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.live.JobsStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a server that asks for keys. */
class PageKeyBrowserTest {

    private static final String KEY = "a-key-that-is-long-enough-for-all";

    @TempDir
    Path folder;

    @Test
    void page_asksForAKey_untilItIsRight_andKeepsItForTheTabAlone() throws IOException {
        try (Browser browser = Browser.start();
                ChurnServer server = Served.builder()
                        .jobs(() -> JobsStatus.NONE)
                        .apiKeys(ApiKeys.parse("page: " + KEY))
                        .build()
                        .start()) {
            browser.open(server.uri());
            browser.await("!document.querySelector('#key-form').hidden");
            browser.type("#key", "wrong-key-of-the-same-length-abcdefg");
            browser.click("#key-form button");
            browser.await("document.querySelector('#key-problem').textContent.includes('does not take')");
            browser.type("#key", KEY);
            browser.click("#key-form button");
            browser.await("document.querySelectorAll('#reasons .sentence').length > 0");
            browser.await("document.querySelectorAll('#live svg').length === 3");
            assertThat(browser.run("return document.querySelector('#key-form').hidden")
                            .asBoolean())
                    .isTrue();
            assertThat(browser.run("return sessionStorage.length").asInt()).isEqualTo(1);
            assertThat(browser.run("return localStorage.length + document.cookie.length")
                            .asInt())
                    .isZero();
            assertThat(browser.text("body")).doesNotContain(KEY);
            Path file = folder.resolve("few.csv");
            Files.writeString(file, "plan\nBasic\n");
            browser.type("#file", file.toString());
            browser.await("!document.querySelector('#ask').hidden");
            browser.click("#go-on");
            browser.await("!document.querySelector('#results').hidden");
            assertThat(browser.text("#said")).contains("1 row scored");
            // The other pages are opened with the key of the tab, without being asked for it again.
            browser.complaints();
            browser.click("#model .button");
            browser.await("document.querySelector('h1')?.textContent.startsWith('Model churn')");
            assertThat(browser.run("return getComputedStyle(document.querySelector('figure')).borderRadius")
                            .asText())
                    .as("the report's own style is taken")
                    .isEqualTo("8px");
            browser.await("document.querySelector('th button')");
            assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
            browser.run("sessionStorage.clear()");
            browser.open(server.uri().resolve("/jobs"));
            browser.await("!document.querySelector('#key-form').hidden");
            browser.type("#key", KEY);
            browser.click("#key-form button");
            browser.await("document.querySelector('h1').textContent === 'Jobs'");
        }
    }
}
