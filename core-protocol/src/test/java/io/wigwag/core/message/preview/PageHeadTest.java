package io.wigwag.core.message.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PageHeadTest {
    @Test
    void whatAPageSaysOfItselfForOthersGoesFirst() {
        var head = PageHead.parse("""
            <!doctype html><HTML><head>
            <title>Tab title</title>
            <!-- <meta property="og:title" content="commented out"> -->
            <script>var s = '<meta property="og:title" content="script">';</script>
            <META content="Fish &amp; Chips &#8211; &#x1F41F; &unknown;" property='og:title'>
            <meta property=og:description content=plain />
            <meta name="description" content="another one">
            <meta property="og:image" content="/fish.jpg">
            <meta property="og:image" content="/second.jpg">
            </head><body><meta property="og:type" content="video.other"></body></html>""");
        assertThat(head.title()).isEqualTo("Fish & Chips \u2013 \uD83D\uDC1F &unknown;");
        assertThat(head.description()).isEqualTo("plain");
        assertThat(head.image()).hasValue("/fish.jpg");
        assertThat(head.video()).isFalse();
    }

    @Test
    void otherwiseTheTitleIsTaken() {
        var head = PageHead.parse("<title>\n  Two\n lines </title><meta name=description content='d'>");
        assertThat(head.title()).isEqualTo("Two lines");
        assertThat(head.description()).isEqualTo("d");
        assertThat(head.image()).isEmpty();
    }

    @Test
    void videosAreKnown() {
        assertThat(PageHead.parse("<meta property='og:type' content='video.movie'>")
                        .video())
                .isTrue();
        assertThat(PageHead.parse("<meta property='og:video' content='x'>").video())
                .isTrue();
    }

    @Test
    void longWordsAreCutButNoCharacterIs() {
        var head = PageHead.parse("<title>" + "x".repeat(299) + "\uD83D\uDC1Fyz</title>");
        assertThat(head.title()).isEqualTo("x".repeat(299));
        assertThat(PageHead.parse("<title>" + "y".repeat(5000) + "</title>").title())
                .hasSize(300);
    }

    @Test
    void garbageSaysLittleButHarmsNobody() {
        var pieces = new String[] {
            "<",
            "meta",
            " ",
            "=",
            "\"",
            "'",
            ">",
            "<title>",
            "</",
            "<!--",
            "-->",
            "&#",
            "x",
            ";",
            "og:title",
            "content",
            "<script>",
            "&amp",
            "\uD83D"
        };
        for (var round = 0; round < 3000; round++) {
            var random = new SplittableRandom(round);
            var page = new StringBuilder();
            for (var length = random.nextInt(40); length > 0; length--) {
                page.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                assertThat(PageHead.parse(page.toString()).title().length()).isLessThanOrEqualTo(300);
            } catch (RuntimeException wrong) {
                throw new AssertionError("seed " + round + ": " + page, wrong);
            }
        }
    }

    /// The work grows with the page, not with its square: half a megabyte of each is nothing.
    @Test
    void pagesMadeToBeSlowAreNot() {
        for (var piece : new String[] {"<", "<meta ", "<!--", "<script>", "&", "<title>", "<meta a=\"", "a=' "}) {
            var page = piece.repeat(LinkPreviews.PAGE / piece.length());
            assertThat(PageHead.parse(page).description()).isEmpty();
        }
    }

    @Test
    void numbersThatAreNoCharactersStay() {
        assertThat(Entities.decode("&#0;&#xD800;&#x110000;&#99999999;&#x;&#;&;&lt"))
                .isEqualTo("&#0;&#xD800;&#x110000;&#99999999;&#x;&#;&;&lt");
        assertThat(Entities.decode("&lt;&#65;&#x42;")).isEqualTo("<AB");
    }
}
