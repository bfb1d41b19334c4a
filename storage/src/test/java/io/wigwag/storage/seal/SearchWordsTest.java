package io.wigwag.storage.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, world! Hello?            | hello world",
                "don't e-mail 3.50€              | don t e mail 3 50",
                "STRASSE Straße                  | strasse",
                "ΟΔΟΣ οδος                       | οδοσ",
                "ﬁle ＷＩＤＥ ①                     | file wide 1",
                "e\u0301te\u0301 été             | été",
                "हिन्दी                             | हिन्दी",
                "привет Привет                   | привет",
                "東京都                           | 東京 京都",
                "私はJavaが好き                    | 私は java が好 好き",
                "春 3月                           | 春 3 月",
                "สวัสดี                            | สว วั ัส สด ดี",
                "👋🏽 ok                           | ok",
            })
    void aTextHasTheseWords(String text, String words) {
        assertThat(String.join(" ", SearchWords.of(text))).isEqualTo(words);
    }

    @Test
    void theirNumberAndLengthAreBounded() {
        var many = IntStream.range(0, 1000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(SearchWords.of(many)).hasSize(SearchWords.MOST).startsWith("w0", "w1");

        var han = IntStream.range(0, 1000)
                .mapToObj(i -> Character.toString(0x4e00 + i))
                .collect(Collectors.joining());
        assertThat(SearchWords.of(han)).hasSize(SearchWords.MOST);

        assertThat(SearchWords.of("x".repeat(100))).containsExactly("x".repeat(SearchWords.LONGEST));
        assertThat(SearchWords.of("😀 ".repeat(100_000) + "late")).isEmpty();
        assertThat(SearchWords.of("\ufdfa".repeat(100_000))).hasSizeLessThanOrEqualTo(SearchWords.MOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void wordsOfWordsAreThemselves(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var text = random.ints(random.nextInt(40), 0, 0x3000)
                    .filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var words = SearchWords.of(text);
            assertThat(SearchWords.of(String.join(" ", words)))
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(words);
        }
    }
}
