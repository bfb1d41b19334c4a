package io.wigwag.gateway.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    sealed interface Figure {
        record Circle(@Within(min = 0) double radius) implements Figure {}

        record RoundedBox(int width, int height) implements Figure {}
    }

    record Leaf(@Length(min = 2, max = 5) String name, Optional<Leaf> next) {}

    @Described("One of everything")
    record Tree(
            @Matching("[a-z]+") String word,
            @Within(min = 1, max = 9) int number,
            long large,
            boolean flag,
            Optional<String> maybe,
            @Length(max = 3) List<Leaf> leaves,
            Map<String, Colour> colours,
            Figure figure,
            Instant at,
            Duration lasting,
            URI where,
            Octets bytes) {}

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from is after to");
            }
        }
    }

    record Box<E>(List<E> content) {}

    private static final Tree TREE = new Tree(
            "oak",
            5,
            9_007_199_254_740_993L,
            true,
            Optional.empty(),
            List.of(new Leaf("one", Optional.of(new Leaf("two", Optional.empty())))),
            Map.of("a", Colour.DARK_BLUE),
            new Figure.RoundedBox(2, 3),
            Instant.parse("2026-11-21T12:00:00.5Z"),
            Duration.ofSeconds(90),
            URI.create("https://example.com/a"),
            Octets.ofHex("00ff"));

    private static final String WRITTEN = """
            {"word":"oak","number":5,"large":"9007199254740993","flag":true,"leaves":[{"name":"one","next":{"name":"two"}}],\
            "colours":{"a":"dark_blue"},"figure":{"type":"rounded_box","width":2,"height":3},\
            "at":"2026-11-21T12:00:00.500Z","lasting":"PT1M30S","where":"https://example.com/a","bytes":"AP8="}""";

    private static <T> T read(Class<T> type, String json) throws Problem {
        var findings = new Findings();
        var tree = Json.parse(Octets.wrap(json.getBytes(StandardCharsets.UTF_8)));
        var read = Shapes.standard().of(type).read(tree, Place.BODY, findings);
        findings.raise();
        return read.orElseThrow();
    }

    private static List<String> findings(Class<?> type, String json) {
        var problem = catchThrowableOfType(Problem.class, () -> read(type, json));
        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        return problem.findings().stream().map(ShapesTest::line).toList();
    }

    private static String line(Finding finding) {
        return ((Finding.Place.InBody) finding.place()).pointer() + " " + finding.code();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Problem {
        var bytes = Json.bytes(Shapes.standard().of(Tree.class), TREE);
        assertThat(new String(bytes.toArray(), StandardCharsets.UTF_8)).isEqualTo(WRITTEN);
        assertThat(read(Tree.class, WRITTEN)).isEqualTo(TREE);
    }

    @Test
    void everyMistakeIsFoundAtOnce() {
        var wrong = """
                {"word":"OAK","number":10,"large":"x","flag":"yes","leaves":[{"name":"a"},{"name":"ok","nxt":{}},{"name":7}],\
                "colours":{"a/b":"green"},"figure":{"type":"square"},"at":"noon","lasting":5,"where":"a b","bytes":"%%"}""";
        assertThat(findings(Tree.class, wrong))
                .containsExactly(
                        "/word wrong_form",
                        "/number out_of_range",
                        "/large wrong_form",
                        "/flag wrong_type",
                        "/leaves/0/name too_short",
                        "/leaves/1/nxt unknown_field",
                        "/leaves/2/name wrong_type",
                        "/colours/a~1b unknown_word",
                        "/figure/type unknown_word",
                        "/at wrong_form",
                        "/lasting wrong_type",
                        "/where wrong_form",
                        "/bytes wrong_form");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(findings(Leaf.class, "{}")).containsExactly("/name missing");
        assertThat(findings(Leaf.class, "{\"name\":null}")).containsExactly("/name missing");
        assertThat(findings(Leaf.class, "[]")).containsExactly(" wrong_type");
        assertThat(findings(Tree.class, "{}")).hasSize(11).doesNotContain("/maybe missing");
    }

    @Test
    void anEndlessRowOfMistakesHasAnEnd() {
        assertThat(findings(
                        Leaf.class, "{" + "\"a%d\":1,".repeat(1).formatted(0) + manyStrangers() + "\"name\":\"ab\"}"))
                .hasSize(100);
    }

    private static String manyStrangers() {
        var text = new StringBuilder();
        for (var i = 1; i < 5000; i++) {
            text.append("\"a").append(i).append("\":1,");
        }
        return text.toString();
    }

    @Test
    void aRecordsOwnRulesAreTold() {
        assertThat(findings(Range.class, "{\"from\":3,\"to\":2}")).containsExactly(" not_allowed");
    }

    @Test
    void aWholeNumberOfSixtyFourBitsMayComeAsANumber() throws Problem {
        record Large(long value) {}
        assertThat(read(Large.class, "{\"value\":12}")).isEqualTo(new Large(12));
        assertThat(findings(Large.class, "{\"value\":1.5}")).containsExactly("/value wrong_type");
    }

    @Test
    void halfACharacterIsRefused() {
        assertThat(findings(Leaf.class, "{\"name\":\"\\ud83dab\"}")).containsExactly("/name wrong_form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"a\":1,\"a\":2}", "nul", "\u0000", "{'a':1}", "[1,]"})
    void whatIsNotJsonIsRefused(String text) {
        var problem = catchThrowableOfType(Problem.class, () -> read(Leaf.class, text));
        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "[".repeat(1000) + "]".repeat(1000);
        var problem = catchThrowableOfType(Problem.class, () -> read(Leaf.class, deep));
        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void aRecordMayBeAboutAnything() {
        var shape = Shapes.standard().of(Box.class, Colour.class);
        assertThat(new String(Json.bytes(shape, new Box<>(List.of(Colour.RED))).toArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"content\":[\"red\"]}");
    }

    @Test
    void theDescriptionSaysTheSame() {
        var book = new SchemaBook();
        var reference = Shapes.standard().of(Tree.class).describe(book);
        assertThat(reference).hasToString("{\"$ref\":\"#/components/schemas/Tree\"}");
        assertThat(book.schemas()).containsOnlyKeys("Tree", "Leaf", "Figure", "Circle", "RoundedBox");
        var tree = Objects.requireNonNull(book.schemas().get("Tree"));
        assertThat(tree.at("/description").stringValue()).isEqualTo("One of everything");
        assertThat(tree.at("/properties/number"))
                .hasToString("{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":9}");
        assertThat(tree.at("/properties/leaves/maxItems").intValue()).isEqualTo(3);
        assertThat(tree.at("/required").toString()).doesNotContain("maybe").contains("word");
        assertThat(Objects.requireNonNull(book.schemas().get("Figure"))
                        .at("/discriminator/mapping/circle")
                        .stringValue())
                .isEqualTo("#/components/schemas/Circle");
    }

    @Test
    void whatHasNoShapeIsOurMistake() {
        record Odd(Thread thread) {}
        assertThatThrownBy(() -> Shapes.standard().of(Odd.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
