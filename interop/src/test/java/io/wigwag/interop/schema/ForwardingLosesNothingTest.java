package io.wigwag.interop.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.proto.e2e.ContextInfo;
import io.wigwag.proto.e2e.DeviceListMetadata;
import io.wigwag.proto.e2e.ExtendedTextMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.noise.CertChain;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/// A message that is newer than our schema must leave us as it came.
class ForwardingLosesNothingTest {
    private static final UnknownFieldSet FROM_THE_FUTURE = UnknownFieldSet.newBuilder()
            .addField(4711, Field.newBuilder().addVarint(7).build())
            .addField(4712, Field.newBuilder().addFixed64(8).build())
            .addField(
                    4713,
                    Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("soon"))
                            .build())
            .build();

    @Test
    void unknownFieldsSurviveAtEveryDepth() throws Exception {
        var quoted = Message.newBuilder().setConversation("before").setUnknownFields(FROM_THE_FUTURE);
        var context = ContextInfo.newBuilder().setQuotedMessage(quoted).setUnknownFields(FROM_THE_FUTURE);
        var text = ExtendedTextMessage.newBuilder().setText("now").setContextInfo(context);
        var bytes = Message.newBuilder()
                .setExtendedTextMessage(text)
                .setUnknownFields(FROM_THE_FUTURE)
                .build()
                .toByteArray();
        var read = Message.parseFrom(bytes);
        assertThat(read.toByteArray()).isEqualTo(bytes);
        // And still when somebody changes what we do know.
        var changed = read.toBuilder();
        changed.getExtendedTextMessageBuilder().setText("now");
        assertThat(changed.build().toByteArray()).isEqualTo(bytes);
    }

    @Test
    void anEnumValueThatWeDoNotKnowSurvives() throws Exception {
        var bytes = written(out -> {
            out.writeString(1, "text");
            out.writeEnum(9, 77);
        });
        var read = ExtendedTextMessage.parseFrom(bytes);
        assertThat(read.getFont()).isEqualTo(ExtendedTextMessage.FontType.UNRECOGNIZED);
        assertThat(read.getFontValue()).isEqualTo(77);
        assertThat(read.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void textThatIsNoUtf8Survives() throws Exception {
        var bytes = written(out -> out.writeByteArray(1, new byte[] {'a', (byte) 0xff, 'b'}));
        assertThat(Message.parseFrom(bytes).toByteArray()).isEqualTo(bytes);
    }

    @Test
    void zeroesThatWereSetAreWritten() throws Exception {
        // Baileys refuses a certificate whose issuer serial 0 was left out.
        var details = CertChain.NoiseCertificate.Details.newBuilder()
                .setSerial(1)
                .setIssuerSerial(0)
                .build();
        assertThat(details.toByteArray()).containsExactly(0x08, 1, 0x10, 0);
        assertThat(ClientPayload.newBuilder().setPassive(false).build().toByteArray())
                .containsExactly(0x18, 0);
        assertThat(SyncActionValue.newBuilder().setTimestamp(0).build().getSerializedSize())
                .isEqualTo(2);
    }

    @Test
    void repeatedNumbersAreExpandedButForTheFewThatThePhonePacks() throws Exception {
        var packed = DeviceListMetadata.newBuilder()
                .addSenderKeyIndexes(1)
                .addSenderKeyIndexes(2)
                .build();
        assertThat(packed.toByteArray()).containsExactly(0x1a, 2, 1, 2);
        var expanded =
                ClientPayload.newBuilder().addShards(1).addShards(2).build().toByteArray();
        assertThat(expanded).containsExactly(0x70, 1, 0x70, 2);
        // Whichever form a peer writes, it is understood.
        assertThat(ClientPayload.parseFrom(new byte[] {0x72, 2, 1, 2}).getShardsList())
                .containsExactly(1, 2);
    }

    private interface Writing {
        void to(CodedOutputStream out) throws Exception;
    }

    private static byte[] written(Writing writing) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }
}
