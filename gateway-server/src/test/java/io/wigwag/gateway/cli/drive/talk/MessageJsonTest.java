package io.wigwag.gateway.cli.drive.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PinInChatMessage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Message picture(long size) {
        var message = Message.newBuilder();
        message.getImageMessageBuilder()
                .setCaption("me")
                .setFileLength(size)
                .setMediaKey(ByteString.copyFrom(new byte[] {1, 2, 3}))
                .getContextInfoBuilder()
                .addMentionedJid("1@s.whatsapp.net")
                .addMentionedJid("2@s.whatsapp.net")
                .setIsForwarded(true);
        return message.build();
    }

    @Test
    void fieldsHaveTheNamesThatAllDriversUse() {
        assertThat(MessageJson.write(picture(5))).hasToString("""
                {"imageMessage":{"caption":"me","fileLength":5,"mediaKey":{"b64":"AQID"},\
                "contextInfo":{"mentionedJid":["1@s.whatsapp.net","2@s.whatsapp.net"],"isForwarded":true}}}""");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (var size : new long[] {0, 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE}) {
            var message = picture(size);
            var read = MessageJson.read(JSON.readTree(MessageJson.write(message).toString()), Message.newBuilder());
            assertThat(read.build()).isEqualTo(message);
        }
        var pinned = Message.newBuilder();
        pinned.getPinInChatMessageBuilder()
                .setType(PinInChatMessage.Type.PIN_FOR_ALL)
                .setSenderTimestampMs(1_700_000_000_000L);
        var json = MessageJson.write(pinned.build());
        assertThat(json.at("/pinInChatMessage/type").asInt()).isEqualTo(1);
        assertThat(MessageJson.read(json, Message.newBuilder()).build()).isEqualTo(pinned.build());
    }

    @Test
    void whatABinary64CannotHoldIsText() {
        assertThat(MessageJson.write(picture(Long.MAX_VALUE))
                        .at("/imageMessage/fileLength")
                        .asString())
                .isEqualTo("9223372036854775807");
    }

    @Test
    void aFieldThatThereIsNotIsRefused() {
        var json = JSON.readTree("{\"imageMessag\": {}}");
        assertThatThrownBy(() -> MessageJson.read(json, Message.newBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("imageMessag");
    }
}
