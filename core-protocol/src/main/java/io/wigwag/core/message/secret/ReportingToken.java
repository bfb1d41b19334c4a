package io.wigwag.core.message.secret;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Sixteen bytes beside a message by which the service recognises it, should somebody report it: a code over what a
/// person sees of it, under a key that only its readers can make.
public record ReportingToken(Octets value) {
    /// The version of the list of fields, which the token's node names.
    public static final int VERSION = 2;

    private static final int SIZE = 16;
    private static final String WORDS = "Report Token";
    /// Messages inside messages beyond this are left out.
    private static final int DEEPEST = 16;

    /// The token of an encoded, unpadded message; none if there is nothing in it that could be reported.
    ///
    /// @param sender the own account, bare, under the name that the chat uses
    /// @param chat to whom it goes
    public static Optional<ReportingToken> of(Octets message, MessageSecret secret, MessageId id, Jid sender, Jid chat)
            throws MalformedAddOn {
        byte[] content;
        try {
            content = reported(message.toArray(), ReportedFields.MESSAGE, 0);
        } catch (IOException e) {
            throw new MalformedAddOn("message: " + e.getMessage());
        }
        if (content.length == 0) {
            return Optional.empty();
        }
        var key = MessageSecret.derive(secret.value(), id.value() + sender.bare() + chat.bare() + WORDS);
        return Optional.of(new ReportingToken(Octets.copyOf(HmacSha256.of(key, content), 0, SIZE)));
    }

    /// The node that goes beside the ciphertexts.
    public Node toNode() {
        return Node.tag("reporting")
                .child(Node.tag("reporting_token").attribute("v", VERSION).bytes(value))
                .build();
    }

    private record Field(int number, Octets bytes) {}

    private static byte[] reported(byte[] message, ReportedFields list, int depth) throws IOException {
        var fields = new ArrayList<Field>();
        var in = CodedInputStream.newInstance(message);
        while (!in.isAtEnd()) {
            var start = in.getTotalBytesRead();
            var tag = in.readTag();
            var number = WireFormat.getTagFieldNumber(tag);
            switch (list.of(number)) {
                case ReportedFields.Kept.Dropped() -> in.skipField(tag);
                case ReportedFields.Kept.Whole() -> {
                    in.skipField(tag);
                    fields.add(new Field(number, Octets.copyOf(message, start, in.getTotalBytesRead())));
                }
                case ReportedFields.Kept.Within(var inner) ->
                    fields.add(new Field(number, part(in, tag, inner, depth)));
                case ReportedFields.Kept.AsMessage() ->
                    fields.add(new Field(number, part(in, tag, ReportedFields.MESSAGE, depth)));
            }
        }
        return inOrder(fields);
    }

    /// A field that holds fields, with what is kept of them; nothing where nothing is.
    private static Octets part(CodedInputStream in, int tag, ReportedFields list, int depth) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED || depth == DEEPEST) {
            in.skipField(tag);
            return Octets.EMPTY;
        }
        var content = reported(in.readByteArray(), list, depth + 1);
        if (content.length == 0) {
            return Octets.EMPTY;
        }
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32NoTag(tag);
        out.writeByteArrayNoTag(content);
        out.flush();
        return Octets.wrap(bytes.toByteArray());
    }

    private static byte[] inOrder(List<Field> fields) {
        fields.sort(Comparator.comparingInt(Field::number));
        return Octets.concat(fields.stream().map(Field::bytes).toArray(Octets[]::new))
                .toArray();
    }
}
