package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Wrapping;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class UnwrappedTest {
    private static final Message TEXT =
            Message.newBuilder().setConversation("inside").build();

    @Test
    void everyWrappingOfTheSchemaIsTakenOff() {
        var wrappings = new HashSet<Wrapping>();
        for (var field : Message.getDescriptor().getFields()) {
            if (ContentField.isWrapping(field)) {
                var read = ContentReader.read(wrapped(field, TEXT));
                assertThat(read.content()).as(field.getName()).isEqualTo(Text.of("inside"));
                wrappings.addAll(read.wrappings());
            }
        }
        wrappings.add(Wrapping.DEVICE_SENT);
        assertThat(wrappings).containsExactlyInAnyOrder(Wrapping.values());
    }

    @Test
    void theCopyForOwnDevicesIsTakenOffWithWhatIsInside() {
        var once = wrapped(field("view_once_message"), TEXT);
        var copy = Message.newBuilder();
        copy.getDeviceSentMessageBuilder().setDestinationJid("1@lid").setMessage(once);

        var unwrapped = Unwrapped.of(copy.build());

        assertThat(unwrapped.inner()).isEqualTo(TEXT);
        assertThat(unwrapped.wrappings()).containsExactlyInAnyOrder(Wrapping.DEVICE_SENT, Wrapping.VIEW_ONCE);
        assertThat(unwrapped.deviceSent().orElseThrow().getDestinationJid()).isEqualTo("1@lid");
    }

    @Test
    void factsInsideGoBeforeFactsOutside() {
        var inside = TEXT.toBuilder();
        inside.getMessageContextInfoBuilder().setMessageSecret(secret(1));
        var outside = wrapped(field("ephemeral_message"), inside.build()).toBuilder();
        outside.getMessageContextInfoBuilder().setMessageSecret(secret(2)).setReportingTokenVersion(2);

        var unwrapped = Unwrapped.of(outside.build());

        assertThat(unwrapped.info().getMessageSecret()).isEqualTo(secret(1));
        assertThat(unwrapped.info().getReportingTokenVersion()).isEqualTo(2);
        assertThat(unwrapped.inner()).isEqualTo(TEXT);
    }

    @Test
    void theSecretOutsideIsFoundWhereThereIsNoneInside() {
        var outside = wrapped(field("view_once_message_v2"), TEXT).toBuilder();
        outside.getMessageContextInfoBuilder().setMessageSecret(secret(3));
        assertThat(ContentReader.read(outside.build())
                        .facts()
                        .secret()
                        .orElseThrow()
                        .value()
                        .at(0))
                .isEqualTo((byte) 3);
        outside.getMessageContextInfoBuilder().setMessageSecret(ByteString.copyFrom(new byte[31]));
        assertThat(ContentReader.read(outside.build()).facts().secret()).isEmpty();
    }

    @Test
    void aSenderKeyTravelsBesideAContentOrAlone() {
        var key = Message.newBuilder();
        key.getSenderKeyDistributionMessageBuilder()
                .setGroupId("1@g.us")
                .setAxolotlSenderKeyDistributionMessage(ByteString.copyFrom(new byte[] {7}));
        assertThat(ContentReader.read(key.build()).content())
                .isEqualTo(new Internal.SenderKey("1@g.us", Octets.ofHex("07")));

        var both = key.setConversation("inside").build();
        assertThat(ContentReader.read(both).content()).isEqualTo(Text.of("inside"));
        assertThat(Unwrapped.of(both).inner()).isEqualTo(TEXT);
    }

    @Test
    void anEmptyMessageHasNoKind() {
        var read = ContentReader.read(Message.getDefaultInstance());
        assertThat(read.content()).isEqualTo(read.raw());
        assertThat(read.raw().kind()).isEmpty();
        // A wrapping around nothing is a content of its own.
        var hollow = Message.newBuilder()
                .setSpoilerMessage(FutureProofMessage.getDefaultInstance())
                .build();
        assertThat(ContentReader.read(hollow).raw().kind()).isEqualTo("spoilerMessage");
        assertThat(ContentReader.read(hollow).wrappings()).isEmpty();
    }

    private static Message wrapped(FieldDescriptor field, Message inner) {
        return Message.newBuilder()
                .setField(
                        field, FutureProofMessage.newBuilder().setMessage(inner).build())
                .build();
    }

    private static FieldDescriptor field(String name) {
        return Message.getDescriptor().findFieldByName(name);
    }

    private static ByteString secret(int first) {
        var bytes = new byte[32];
        bytes[0] = (byte) first;
        return ByteString.copyFrom(bytes);
    }
}
