package io.wigwag.core.message.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.message.vcard.VCard.Notes;
import io.wigwag.core.message.vcard.VCard.Organization;
import io.wigwag.core.message.vcard.VCard.Phone;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VCardTest {
    private static final long SEED = 33;

    @Test
    void aCardIsWrittenAsPhonesDo() {
        assertThat(VCard.of("Ada Lovelace", "491511234")
                        .with(new Organization("Engines", "Poet"))
                        .toString())
                .isEqualTo("""
                    BEGIN:VCARD
                    VERSION:3.0
                    N:;Ada Lovelace;;;
                    FN:Ada Lovelace
                    ORG:Engines
                    TITLE:Poet
                    TEL;type=CELL;waid=491511234:+491511234
                    END:VCARD""");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (var round = 0; round < 500; round++) {
            var random = new SplittableRandom(SEED + round);
            var card = VCard.of("x" + word(random))
                    .with(new Organization(word(random), word(random)))
                    .with(new Notes(word(random), word(random), word(random)))
                    .with(new Phone("+" + random.nextLong(1L << 40), Optional.of("" + random.nextInt(99)), "HOME"))
                    .with(Phone.of("112"))
                    .withEmail("a" + word(random))
                    .withUrl("https://a.example/?" + word(random));
            assertThat(VCard.parse(card.toString()))
                    .as("seed " + (SEED + round))
                    .isEqualTo(card);
        }
    }

    @Test
    void aWordCannotBecomeAProperty() throws Exception {
        var card = VCard.of("Eve\nTEL:+666\r\nEND:VCARD").with(new Phone("1", Optional.of("2\n3:;"), "A;B:C\nD"));
        var read = VCard.parse(card.toString());
        assertThat(read.phones()).containsExactly(new Phone("1", Optional.of("23"), "ABCD"));
        assertThat(read.name()).isEqualTo("Eve\nTEL:+666\nEND:VCARD");
    }

    @Test
    void oldCardsOfOtherProgramsAreRead() throws Exception {
        var card = VCard.parse("""
            BEGIN:VCARD\r
            VERSION:2.1\r
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;Dr.;\r
            TEL;CELL;PREF:+49 151 1\r
            TEL;WORK;VOICE:+49 30 2\r
            item1.EMAIL;type=INTERNET:j@example.org\r
            NOTE;ENCODING=QUOTED-PRINTABLE:one=\r
            two\r
            PHOTO;ENCODING=BASE64:AAAA\r
             BBBB\r
            END:VCARD\r
            BEGIN:VCARD\r
            FN:Second\r
            END:VCARD""");
        assertThat(card.name()).isEqualTo("Dr. Jürgen Müller");
        assertThat(card.phones())
                .containsExactly(
                        new Phone("+49 151 1", Optional.empty(), "CELL"),
                        new Phone("+49 30 2", Optional.empty(), "WORK"));
        assertThat(card.emails()).containsExactly("j@example.org");
        assertThat(card.notes().note()).isEqualTo("onetwo");
    }

    @Test
    void newCardsAndFoldedLinesAreRead() throws Exception {
        var card = VCard.parse("""
            begin:vcard
            VERSION:4.0
            FN:Ada
              Lovelace
            ORG:Engines;Poems
            ADR;TYPE=home:;;12 Street;London;;W1;UK
            TEL;VALUE=uri;TYPE="cell,voice":tel:+44-20
            BDAY:1815-12-10
            end:vcard""");
        assertThat(card.name()).isEqualTo("Ada Lovelace");
        assertThat(card.organization().name()).isEqualTo("Engines, Poems");
        assertThat(card.notes()).isEqualTo(new Notes("1815-12-10", "12 Street, London, W1, UK", ""));
        assertThat(card.phones()).containsExactly(new Phone("+44-20", Optional.empty(), "CELL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "BEGIN:VCARD\nno colon here", "FN:early\nBEGIN:VCARD", "BEGIN:VEVENT\nX:1"})
    void whatIsNoCardIsRefused(String text) {
        assertThatThrownBy(() -> VCard.parse(text)).isInstanceOf(MalformedVCard.class);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThatThrownBy(() -> VCard.parse("BEGIN:VCARD\n" + "TEL:1\n".repeat(201)))
                .isInstanceOf(MalformedVCard.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> VCard.parse("BEGIN:VCARD\nNOTE:" + "x".repeat(1 << 20)))
                .isInstanceOf(MalformedVCard.class);
    }

    @Test
    void garbageIsReadOrRefusedInTheOneWay() {
        var alphabet = "BEGIN:VCARD\nFN;TEL=\"\\=\r ,é\uD83D";
        for (var round = 0; round < 2000; round++) {
            var random = new SplittableRandom(SEED + round);
            var text = new StringBuilder("BEGIN:VCARD\n");
            for (var length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(VCard.parse(text.toString()).phones().size()).isLessThan(60);
            } catch (MalformedVCard expected) {
                assertThat(expected).hasNoCause();
            } catch (RuntimeException wrong) {
                throw new AssertionError("seed " + (SEED + round), wrong);
            }
        }
    }

    private static String word(SplittableRandom random) {
        var alphabet = "ab;,:\\\"=\n é日";
        var word = new StringBuilder();
        for (var length = random.nextInt(8); length > 0; length--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString().strip();
    }
}
