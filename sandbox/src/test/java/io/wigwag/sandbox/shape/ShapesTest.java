package io.wigwag.sandbox.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ShapesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Shapes shapes() {
        var shapes = new Shapes();
        shapes.define("Rank", Notation.parse("'admin'|'member'"));
        return shapes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    text; 'a'
                    int; 7
                    decimal; 7.5
                    flag; true
                    time; '2030-01-01T00:00:00Z'
                    base64; 'AQID'
                    text|null; null
                    Rank; 'admin'
                    [Rank]; ['admin','member']
                    {*: int}; {'a':1,'b':2}
                    {}; {}
                    {a: text, b?: [{c: Rank}]}; {'a':'x'}
                    {a: text, b?: [{c: Rank}]}; {'a':'x','b':[{'c':'member'}]}
                    json; {'what':['ever']}
                    """)
    void whatFitsFits(String shape, String json) {
        assertThat(complaint(shape, json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    text; 7
                    int; 7.5
                    flag; 'true'
                    time; 'tomorrow'
                    base64; '%'
                    text|null; 1
                    Rank; 'owner'
                    [Rank]; ['admin','owner']
                    [Rank]; 'admin'
                    {*: int}; {'a':'1'}
                    {*: int}; [1]
                    {}; {'a':1}
                    {a: text}; {}
                    {a: text}; {'a':'x','b':'y'}
                    {a: text}; 'a'
                    {a: text, b?: [{c: Rank}]}; {'a':'x','b':[{'c':'owner'}]}
                    bytes; 'a'
                    """)
    void whatDoesNotFitIsComplainedOf(String shape, String json) {
        assertThat(complaint(shape, json)).isNotEmpty();
    }

    private static String complaint(String shape, String json) {
        return shapes().complaint(JSON.readTree(json.replace('\'', '"')), Notation.parse(shape), "it")
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{a}", "[text", "text text", "{a: }", "{a: text b: text}", "§", "{*: text", "word", "|"
            })
    void whatIsNoShapeIsRefused(String text) {
        assertThatThrownBy(() -> Notation.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    text; {'type':'string'}
                    'a'; {'const':'a'}
                    'a'|'b'; {'type':'string','enum':['a','b']}
                    text|null; {'anyOf':[{'type':'string'},{'type':'null'}]}
                    [Rank]; {'type':'array','items':{'$ref':'#/components/schemas/Rank'}}
                    {*: int}; {'type':'object','additionalProperties':{'type':'integer'}}
                    time; {'type':'string','format':'date-time'}
                    {a?: json}; {'type':'object','additionalProperties':false,'properties':{'a':{}}}
                    """)
    void shapesAreSchemas(String shape, String schema) {
        assertThat(JsonSchema.of(Notation.parse(shape))).isEqualTo(JSON.readTree(schema.replace('\'', '"')));
    }

    @Test
    void membersThatMayNotBeMissingAreRequired() {
        assertThat(JsonSchema.of(Notation.parse("{a: text, b?: int, c: flag}")).path("required"))
                .isEqualTo(JSON.readTree("[\"a\",\"c\"]"));
    }
}
