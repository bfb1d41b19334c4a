package io.wigwag.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            12345678901@s.whatsapp.net,     12345678901,     0,   0, s.whatsapp.net
            12345678901:7@s.whatsapp.net,   12345678901,     0,   7, s.whatsapp.net
            12345678901_1:2@s.whatsapp.net, 12345678901,     1,   2, s.whatsapp.net
            5:255@lid,                      5,               0, 255, lid
            5:65535@msgr,                   5,               0, 65535, msgr
            0@c.us,                         0,               0,   0, c.us
            007@g.us,                       007,             0,   0, g.us
            111-1600000000@g.us,            111-1600000000,  0,   0, g.us
            status_3@g.us,                  status,          3,   0, g.us
            a_b@bot,                        a_b,             0,   0, bot
            a_300@bot,                      a_300,           0,   0, bot
            a_07@bot,                       a_07,            0,   0, bot
            _1@bot,                         _1,              0,   0, bot
            999999999999999999@g.us,        999999999999999999,  0, 0, g.us
            9999999999999999999@g.us,       9999999999999999999, 0, 0, g.us
            2-5566:7@interop,               2-5566,          0,   7, interop
            x@somewhere.new,                x,               0,   0, somewhere.new
            @g.us,                          '',              0,   0, g.us
            """)
    void textsComeApartAndTogetherAgain(String text, String user, int agent, int device, String server)
            throws Exception {
        var jid = Jid.parse(text);
        assertThat(jid).hasToString(text);
        assertThat(jid.user()).isEqualTo(user);
        assertThat(jid.agent()).isEqualTo(agent);
        assertThat(jid.device()).isEqualTo(device);
        assertThat(jid.server()).hasToString(server);
        assertThat(jid).isEqualTo(Jid.parse(text)).hasSameHashCodeAs(Jid.parse(text));
        assertThat(jid).isEqualTo(Jid.of(user, agent, device, Server.of(server)));
        assertThat(jid).isEqualByComparingTo(Jid.of(jid.local(), Server.of(server)));
    }

    @Test
    void zerosAreNotWritten() throws Exception {
        assertThat(Jid.parse("5:0@lid")).hasToString("5@lid").isEqualTo(Jid.parse("5@lid"));
        assertThat(Jid.parse("a_0:0@lid")).hasToString("a@lid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "nowhere",
                "5@",
                "@",
                "5@LID",
                "5@a b",
                ":5@lid",
                "_1:5@@lid",
                "5:256@lid",
                "5:-1@lid",
                "5:@lid",
                "5:01@lid",
                "5:x@lid",
                "5:1:2@lid",
                "5:65536@msgr",
                "a b@lid",
                "a\u0000@lid",
                "\u017c@lid",
                "a@b@lid"
            })
    void malformedTextsEndInOneExceptionWithoutAStack(String text) {
        assertThatExceptionOfType(MalformedJid.class)
                .isThrownBy(() -> Jid.parse(text))
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    @Test
    void longTextsAreRefused() {
        malformed("a".repeat(129) + "@lid");
        malformed("5@" + "a".repeat(65));
    }

    @Test
    void partsThatWouldReadAsSomethingElseAreRefused() {
        assertThatExceptionOfType(MalformedJid.class).isThrownBy(() -> Jid.of("a_3", 0, 0, Server.BOT));
        assertThatExceptionOfType(MalformedJid.class).isThrownBy(() -> Jid.of("a", 256, 0, Server.BOT));
        assertThatExceptionOfType(MalformedJid.class).isThrownBy(() -> Jid.of("", 0, 1, Server.LID));
        assertThatExceptionOfType(MalformedJid.class).isThrownBy(() -> Jid.of(5, 256, Server.LID));
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of(-1, 0, Server.LID));
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of(1_000_000_000_000_000_000L, 0, Server.LID));
    }

    @Test
    void aKnownServerMayStandAlone() throws Exception {
        assertThat(Jid.parse("s.whatsapp.net")).isEqualTo(Jid.SERVER).isEqualTo(Jid.parse("@s.whatsapp.net"));
        assertThat(Jid.parse("g.us")).isEqualTo(Jid.GROUPS);
        assertThat(Jid.SERVER.isServer()).isTrue();
        assertThat(Jid.STATUS.isServer()).isFalse();
    }

    @Test
    void kindsAreToldApart() throws Exception {
        assertThat(Jid.parse("5@s.whatsapp.net").isPhoneNumber()).isTrue();
        assertThat(Jid.parse("5@lid").isLid()).isTrue();
        assertThat(Jid.parse("5:99@hosted").isHosted()).isTrue();
        assertThat(Jid.parse("5:99@hosted.lid").isHosted()).isTrue();
        assertThat(Jid.parse("5@g.us").isGroup()).isTrue();
        assertThat(Jid.parse("5@broadcast").isBroadcast()).isTrue();
        assertThat(Jid.parse("5@broadcast").isStatus()).isFalse();
        assertThat(Jid.parse("status@broadcast").isStatus()).isTrue();
        assertThat(Jid.parse("5@newsletter").isNewsletter()).isTrue();
        assertThat(Jid.META_AI.isBot()).isTrue();
        assertThat(Jid.parse("13135550002@c.us").isBot()).isTrue();
        assertThat(Jid.parse("13165550002@s.whatsapp.net").isBot()).isTrue();
        assertThat(Jid.parse("13135550002@lid").isBot()).isFalse();
        assertThat(Jid.parse("13135560002@c.us").isBot()).isFalse();
    }

    @Test
    void otherFormsOfOneAccount() throws Exception {
        var device = Jid.parse("5_2:7@c.us");
        assertThat(device.bare()).hasToString("5@c.us");
        assertThat(device.normal()).hasToString("5@s.whatsapp.net");
        assertThat(device.account()).hasToString("5@s.whatsapp.net");
        assertThat(Jid.parse("5:99@hosted").account()).hasToString("5@s.whatsapp.net");
        assertThat(Jid.parse("5:99@hosted.lid").account()).hasToString("5@lid");
        assertThat(Jid.parse("5-1@g.us").account()).hasToString("5-1@g.us");
        assertThat(device.withDevice(9)).hasToString("5_2:9@c.us");
        assertThat(device.withDevice(7)).isSameAs(device);
        assertThat(device.sameUser(Jid.parse("5@lid"))).isTrue();
        assertThat(device.sameUser(Jid.parse("05@lid"))).isFalse();
        assertThat(Jid.parse("a:1@lid").sameUser(Jid.parse("a@bot"))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.parse("5@lid").withDevice(256));
    }

    @Test
    void anUnknownServerIsEqualToItselfByName() throws Exception {
        assertThat(Server.of("new.one")).isEqualTo(Server.of("new.one")).hasSameHashCodeAs(Server.of("new.one"));
        assertThat(Server.of("lid")).isSameAs(Server.LID);
    }

    @Test
    void orderAgreesWithEquality() throws Exception {
        var jids = new ArrayList<Jid>();
        for (var text :
                List.of("5@lid", "5:1@lid", "5_1@lid", "40@lid", "a@lid", "b@lid", "@lid", "5@g.us", "05@lid")) {
            jids.add(Jid.parse(text));
        }
        Collections.shuffle(jids, new Random(7));
        for (var one : jids) {
            for (var other : jids) {
                assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
            }
        }
        assertThat(jids.stream().sorted())
                .extracting(Jid::toString)
                .startsWith("5@g.us")
                .endsWith("40@lid");
    }

    @Test
    void sessionsAreNamedByUserAndSpace() throws Exception {
        assertThat(DeviceAddress.of(Jid.parse("5:7@s.whatsapp.net"))).hasToString("5.7");
        assertThat(DeviceAddress.of(Jid.parse("5:7@lid"))).hasToString("5_1.7");
        assertThat(DeviceAddress.of(Jid.parse("5:99@hosted"))).hasToString("5_128.99");
        assertThat(DeviceAddress.of(Jid.parse("5:99@hosted.lid"))).hasToString("5_129.99");
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceAddress.of(Jid.SERVER));
    }

    @Test
    void participantHashesAreThoseOfTheOfficialClients() throws Exception {
        assertThat(ParticipantHash.of(List.of())).isEqualTo("2:47DEQpj8");
        assertThat(ParticipantHash.of(List.of(Jid.parse("5511999999999@s.whatsapp.net"))))
                .isEqualTo("2:RJWVxcMQ");
        assertThat(ParticipantHash.of(List.of(Jid.parse("5511999999999:3@s.whatsapp.net"))))
                .isEqualTo("2:5s+YxCff");
        var both = List.of(Jid.parse("5511988887777:14@s.whatsapp.net"), Jid.parse("7469250125917:21@s.whatsapp.net"));
        assertThat(ParticipantHash.of(both)).isEqualTo("2:AAv/hwhn").isEqualTo(ParticipantHash.of(both.reversed()));
    }

    @Test
    void messageIdsTellWhoSeemsToHaveMadeThem() {
        assertThat(new MessageId("3A2A4C071E885A8DC845").origin()).isEqualTo(MessageId.Origin.IOS);
        assertThat(new MessageId("3EB029B8B39D3F3E9997FD").origin()).isEqualTo(MessageId.Origin.WEB);
        assertThat(new MessageId("B194E27F8BBA70BC86C9686DEFA94747").origin()).isEqualTo(MessageId.Origin.ANDROID);
        assertThat(new MessageId("3F281B0F6669").origin()).isEqualTo(MessageId.Origin.DESKTOP);
        assertThat(new MessageId("17"))
                .hasToString("17")
                .extracting(MessageId::origin)
                .isEqualTo(MessageId.Origin.UNKNOWN);
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId("A".repeat(129)));
    }

    private static void malformed(String text) {
        assertThatExceptionOfType(MalformedJid.class).isThrownBy(() -> Jid.parse(text));
    }
}
