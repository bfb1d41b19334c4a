package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Poll;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PollCreationMessage;
import io.wigwag.proto.e2e.PollType;
import java.util.Optional;

/// Polls. They are one message in several fields: which one says what receivers must know.
final class PollCodec {
    private PollCodec() {}

    static void write(Poll poll, Message.Builder out) {
        var message = message(poll);
        var rules = poll.rules();
        if (rules.hidesNames() || rules.takesNewOptions()) {
            out.setPollCreationMessageV6(message);
        } else if (rules.rightAnswer().isPresent()) {
            out.setPollCreationMessageV5(message);
        } else if (rules.announcement()) {
            out.setPollCreationMessageV2(message);
        } else if (poll.choices() == 1) {
            out.setPollCreationMessageV3(message);
        } else {
            out.setPollCreationMessage(message);
        }
    }

    private static PollCreationMessage message(Poll poll) {
        var message =
                PollCreationMessage.newBuilder().setName(poll.question()).setSelectableOptionsCount(poll.choices());
        poll.options().forEach(option -> message.addOptionsBuilder().setOptionName(option));
        var rules = poll.rules();
        rules.rightAnswer().ifPresent(right -> {
            message.setPollType(PollType.QUIZ);
            message.getCorrectAnswerBuilder().setOptionName(right);
        });
        rules.endsAt().ifPresent(time -> message.setEndTime(time.getEpochSecond()));
        // Flags are only ever sent as true.
        if (rules.hidesNames()) {
            message.setHideParticipantName(true);
        }
        if (rules.takesNewOptions()) {
            message.setAllowAddOption(true);
        }
        return message.build();
    }

    static Content read(PollCreationMessage poll, boolean announcement) {
        var right = poll.hasCorrectAnswer()
                ? Optional.of(poll.getCorrectAnswer().getOptionName())
                : Optional.<String>empty();
        return new Poll(
                poll.getName(),
                poll.getOptionsList().stream()
                        .map(PollCreationMessage.Option::getOptionName)
                        .toList(),
                poll.getSelectableOptionsCount(),
                new Poll.Rules(
                        right,
                        ProtoValues.seconds(poll.getEndTime()),
                        poll.getHideParticipantName(),
                        poll.getAllowAddOption(),
                        announcement));
    }
}
