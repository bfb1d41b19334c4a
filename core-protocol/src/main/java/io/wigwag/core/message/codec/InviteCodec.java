package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.Invite.Ticket;
import io.wigwag.core.message.content.Invite.ToChannel;
import io.wigwag.core.message.content.Invite.ToChannelAdmins;
import io.wigwag.core.message.content.Invite.ToGroup;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.GroupInviteMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.NewsletterAdminInviteMessage;
import io.wigwag.proto.e2e.NewsletterFollowerInviteMessage;
import java.util.Optional;
import java.util.function.Consumer;

/// Invitations.
final class InviteCodec {
    private InviteCodec() {}

    static void write(Invite invite, Message.Builder out) {
        switch (invite) {
            case ToGroup(var group, var name, var ticket, var caption, var thumbnail, var community) -> {
                var message = out.getGroupInviteMessageBuilder()
                        .setGroupJid(group.toString())
                        .setGroupName(name)
                        .setInviteCode(ticket.code())
                        .setInviteExpiration(ticket.until().getEpochSecond());
                words(caption, message::setCaption);
                picture(thumbnail, jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
                if (community) {
                    message.setGroupType(GroupInviteMessage.GroupType.PARENT);
                }
            }
            case ToChannelAdmins(var channel, var name, var until, var caption, var thumbnail) -> {
                var message = out.getNewsletterAdminInviteMessageBuilder()
                        .setNewsletterJid(channel.toString())
                        .setNewsletterName(name)
                        .setInviteExpiration(until.getEpochSecond());
                words(caption, message::setCaption);
                picture(thumbnail, jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
            }
            case ToChannel(var channel, var name, var caption, var thumbnail) -> {
                var message = out.getNewsletterFollowerInviteMessageV2Builder()
                        .setNewsletterJid(channel.toString())
                        .setNewsletterName(name);
                words(caption, message::setCaption);
                picture(thumbnail, jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
            }
        }
    }

    private static void words(String caption, Consumer<String> setter) {
        if (!caption.isEmpty()) {
            setter.accept(caption);
        }
    }

    private static void picture(Octets thumbnail, Consumer<Octets> setter) {
        if (!thumbnail.isEmpty()) {
            setter.accept(thumbnail);
        }
    }

    static Optional<Content> read(GroupInviteMessage invite) {
        return ProtoValues.jid(invite.getGroupJid())
                .flatMap(group -> ProtoValues.seconds(invite.getInviteExpiration())
                        .map(until -> new ToGroup(
                                group,
                                invite.getGroupName(),
                                new Ticket(invite.getInviteCode(), until),
                                invite.getCaption(),
                                ProtoValues.octets(invite.getJpegThumbnail()),
                                invite.getGroupType() == GroupInviteMessage.GroupType.PARENT)));
    }

    static Optional<Content> read(NewsletterAdminInviteMessage invite) {
        return ProtoValues.jid(invite.getNewsletterJid())
                .flatMap(channel -> ProtoValues.seconds(invite.getInviteExpiration())
                        .map(until -> new ToChannelAdmins(
                                channel,
                                invite.getNewsletterName(),
                                until,
                                invite.getCaption(),
                                ProtoValues.octets(invite.getJpegThumbnail()))));
    }

    static Optional<Content> read(NewsletterFollowerInviteMessage invite) {
        return ProtoValues.jid(invite.getNewsletterJid())
                .map(channel -> new ToChannel(
                        channel,
                        invite.getNewsletterName(),
                        invite.getCaption(),
                        ProtoValues.octets(invite.getJpegThumbnail())));
    }
}
