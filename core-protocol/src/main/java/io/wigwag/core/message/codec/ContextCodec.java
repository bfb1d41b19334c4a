package io.wigwag.core.message.codec;

import io.wigwag.core.id.Jid;
import io.wigwag.core.message.content.AdReferral;
import io.wigwag.core.message.content.Context;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.Mentions;
import io.wigwag.core.message.content.Quote;
import io.wigwag.proto.e2e.ContextInfo;
import io.wigwag.proto.e2e.DisappearingMode;
import io.wigwag.proto.e2e.GroupMention;
import java.util.Optional;

/// What stands around a content.
final class ContextCodec {
    private static final Disappearing.Initiator[] INITIATORS = Disappearing.Initiator.values();
    private static final Disappearing.Trigger[] TRIGGERS = Disappearing.Trigger.values();
    /// A time above this was written in milliseconds.
    private static final long MILLISECONDS = 10_000_000_000L;

    private ContextCodec() {}

    static ContextInfo write(Context context) {
        var info = ContextInfo.newBuilder();
        context.quote().ifPresent(quote -> write(quote, info));
        write(context.mentions(), info);
        context.forwarding().ifPresent(forwarding -> write(forwarding, info));
        context.disappearing().ifPresent(disappearing -> write(disappearing, info));
        context.referral().ifPresent(referral -> ReferralCodec.write(referral, info.getExternalAdReplyBuilder()));
        return info.build();
    }

    static Context read(ContextInfo info) {
        if (info.equals(ContextInfo.getDefaultInstance())) {
            return Context.NONE;
        }
        var referral = info.hasExternalAdReply()
                ? Optional.of(ReferralCodec.read(info.getExternalAdReply()))
                : Optional.<AdReferral>empty();
        return new Context(quote(info), mentions(info), forwarding(info), disappearing(info), referral);
    }

    private static void write(Quote quote, ContextInfo.Builder info) {
        info.setStanzaId(quote.id().value()).setQuotedMessage(quote.message());
        quote.author().map(Jid::toString).ifPresent(info::setParticipant);
        quote.chat().map(Jid::toString).ifPresent(info::setRemoteJid);
    }

    private static Optional<Quote> quote(ContextInfo info) {
        return RefCodec.id(info.getStanzaId())
                .map(id -> new Quote(
                        id,
                        ProtoValues.jid(info.getParticipant()),
                        info.getQuotedMessage(),
                        ProtoValues.jid(info.getRemoteJid())));
    }

    private static void write(Mentions mentions, ContextInfo.Builder info) {
        mentions.people().forEach(person -> info.addMentionedJid(person.toString()));
        if (mentions.everybody()) {
            info.setNonJidMentions(1);
        }
        mentions.groups()
                .forEach(group -> info.addGroupMentions(GroupMention.newBuilder()
                        .setGroupJid(group.jid().toString())
                        .setGroupSubject(group.subject())));
    }

    private static Mentions mentions(ContextInfo info) {
        return new Mentions(
                info.getMentionedJidList().stream()
                        .flatMap(jid -> ProtoValues.jid(jid).stream())
                        .toList(),
                info.getNonJidMentions() != 0,
                info.getGroupMentionsList().stream()
                        .flatMap(
                                group -> ProtoValues.jid(group.getGroupJid())
                                        .map(jid -> new Mentions.Group(jid, group.getGroupSubject()))
                                        .stream())
                        .toList());
    }

    private static void write(Forwarding forwarding, ContextInfo.Builder info) {
        info.setIsForwarded(true).setForwardingScore(forwarding.score());
        forwarding
                .channel()
                .ifPresent(from -> info.getForwardedNewsletterMessageInfoBuilder()
                        .setNewsletterJid(from.channel().toString())
                        .setServerMessageId(from.serverId())
                        .setNewsletterName(from.name()));
    }

    private static Optional<Forwarding> forwarding(ContextInfo info) {
        if (!info.getIsForwarded() && info.getForwardingScore() == 0) {
            return Optional.empty();
        }
        var from = info.getForwardedNewsletterMessageInfo();
        var channel = ProtoValues.jid(from.getNewsletterJid())
                .map(jid -> new Forwarding.FromChannel(jid, from.getServerMessageId(), from.getNewsletterName()));
        return Optional.of(new Forwarding(info.getForwardingScore(), channel));
    }

    private static void write(Disappearing disappearing, ContextInfo.Builder info) {
        info.setExpiration(ProtoValues.seconds(disappearing.after()));
        disappearing.since().ifPresent(time -> info.setEphemeralSettingTimestamp(time.getEpochSecond()));
        disappearing.mode().ifPresent(mode -> write(mode, info.getDisappearingModeBuilder()));
    }

    private static void write(Disappearing.Mode mode, DisappearingMode.Builder out) {
        out.setInitiator(
                switch (mode.initiator()) {
                    case CHANGED_IN_CHAT -> DisappearingMode.Initiator.CHANGED_IN_CHAT;
                    case INITIATED_BY_ME -> DisappearingMode.Initiator.INITIATED_BY_ME;
                    case INITIATED_BY_OTHER -> DisappearingMode.Initiator.INITIATED_BY_OTHER;
                    case BUSINESS_UPGRADE -> DisappearingMode.Initiator.BIZ_UPGRADE_FB_HOSTING;
                });
        mode.trigger()
                .ifPresent(trigger -> out.setTrigger(
                        switch (trigger) {
                            case UNKNOWN -> DisappearingMode.Trigger.UNKNOWN;
                            case CHAT_SETTING -> DisappearingMode.Trigger.CHAT_SETTING;
                            case ACCOUNT_SETTING -> DisappearingMode.Trigger.ACCOUNT_SETTING;
                            case BULK_CHANGE -> DisappearingMode.Trigger.BULK_CHANGE;
                            case HOSTED_BUSINESS -> DisappearingMode.Trigger.BIZ_SUPPORTS_FB_HOSTING;
                            case UNKNOWN_GROUPS -> DisappearingMode.Trigger.UNKNOWN_GROUPS;
                        }));
    }

    private static Optional<Disappearing> disappearing(ContextInfo info) {
        if (info.getExpiration() == 0) {
            return Optional.empty();
        }
        var since = info.getEphemeralSettingTimestamp();
        return Optional.of(new Disappearing(
                ProtoValues.duration(info.getExpiration()),
                ProtoValues.seconds(since > MILLISECONDS ? since / 1000 : since),
                info.hasDisappearingMode() ? Optional.of(mode(info.getDisappearingMode())) : Optional.empty()));
    }

    private static Disappearing.Mode mode(DisappearingMode mode) {
        return new Disappearing.Mode(
                ProtoValues.numbered(INITIATORS, mode.getInitiatorValue())
                        .orElse(Disappearing.Initiator.CHANGED_IN_CHAT),
                mode.hasTrigger() ? ProtoValues.numbered(TRIGGERS, mode.getTriggerValue()) : Optional.empty());
    }
}
