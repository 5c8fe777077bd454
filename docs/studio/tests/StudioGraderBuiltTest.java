package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first grading of a checkout waits until the grader is built. */
class StudioGraderBuiltTest extends OnLabPage {

    @Test
    @DisplayName("while the grader is being built, a grading says so; then it says why there are no verdicts")
    void saysWhatItWaitsFor() {
        copy.write("jbang", """
                #!/bin/sh
                echo '[jbang] Building jar for grade.java...' >&2
                while [ ! -e built ]; do sleep 0.05; done
                echo 'the disk is full' >&2
                """);
        openLab();
        button("Grade").click();
        assertThat(panel("Verdicts").locator(".said")).hasText("the grader starts: Building jar for grade.java...");
        copy.write("built", "");
        assertThat(panel("Verdicts").locator(".said")).containsText("the grader has ended: the disk is full");
        assertThat(button("Grade")).isEnabled();
    }
}
