//! The journeys: what must hold of the console in a browser, a function each, named as a sentence.
//!
//! Each begins in a clean browser with the settings as they were found, and may leave them changed:
//! whoever runs it puts them back.

mod accessibility;
mod accessibility_tour;
mod announcements;
mod apply;
mod apply_errors;
mod auth_errors;
mod common;
mod configuration;
mod confirmation;
mod conflicts;
mod crash;
mod direct_apply;
mod guards;
mod languages;
mod load_errors;
mod loading;
mod navigation;
mod owners;
mod partial_failure;
mod permissions;
mod persistence;
mod providers;
mod reflow;
mod sign_in;
mod sign_out;

use crate::context::TestContext;
use crate::error::TestResult;

/// A journey.
#[derive(Clone, Copy)]
pub struct Journey {
    /// Its module and what it shows, as `sign_in::an_owner_signs_in_and_is_named`.
    pub name: &'static str,
    /// Where it can be run.
    pub needs: Needs,
    /// Runs it.
    pub run: fn(&TestContext<'_>) -> TestResult,
}

/// Where a journey can be run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// With any instance.
    AnyInstance,
    /// With a stand-in: it judges the console alone, or asks for what only a stand-in has.
    StandIn,
    /// With a stand-in whose reads are behind by so many milliseconds.
    Lag(u32),
}

impl Needs {
    /// For how many milliseconds reads of a stand-in are to be behind.
    pub fn lag_ms(self) -> u32 {
        match self {
            Self::AnyInstance | Self::StandIn => 0,
            Self::Lag(milliseconds) => milliseconds,
        }
    }
}

macro_rules! journeys {
    ($($module:ident [$needs:expr] { $($name:ident),* $(,)? })*) => {
        /// All journeys; the longest ones first, and those that need another stand-in last.
        pub const ALL: &[Journey] = &[
            $($(Journey {
                name: concat!(stringify!($module), "::", stringify!($name)),
                needs: $needs,
                run: $module::$name,
            },)*)*
        ];
    };
}

journeys! {
    accessibility [Needs::StandIn] {
        every_state_passes_the_checker_from_left_to_right,
        every_state_passes_the_checker_from_right_to_left,
        every_state_of_a_plan_passes_the_checker_from_left_to_right,
        every_state_of_a_plan_passes_the_checker_from_right_to_left,
        roles_and_names_are_those_the_browser_computes,
    }
    reflow [Needs::StandIn] {
        nothing_scrolls_sideways_on_a_narrow_window,
    }
    apply_errors [Needs::StandIn] {
        every_refused_change_is_explained_and_kept,
        every_change_of_unknown_fate_is_explained_and_checked_again,
    }
    apply_errors [Needs::AnyInstance] {
        a_change_that_was_made_already_is_called_so,
        a_change_that_the_server_holds_already_is_called_nothing_to_change,
        without_a_network_nothing_is_changed,
        a_browser_that_wrongly_says_offline_is_not_believed,
        a_refused_token_is_renewed_once_and_then_the_draft_is_kept,
    }
    apply [Needs::AnyInstance] {
        passkeys_go_off_and_on_in_the_safe_order,
        adding_a_kind_of_passkey_is_one_post,
        removing_a_second_factor_is_one_delete,
        the_plan_is_shown_before_anything_is_sent,
        the_keyboard_alone_is_enough,
        undoing_plans_the_opposite,
        values_that_cannot_be_are_not_sent,
    }
    direct_apply [Needs::AnyInstance] {
        one_field_is_applied_from_the_bar,
        a_factor_and_a_field_are_two_calls,
        all_fields_at_once_are_one_put,
    }
    providers [Needs::AnyInstance] {
        a_provider_is_linked_and_unlinked,
        linking_a_provider_that_is_gone_is_explained,
    }
    guards [Needs::AnyInstance] {
        what_can_lock_out_is_applied_only_after_typing_the_host,
        what_was_acknowledged_of_another_plan_does_not_count,
        what_was_changed_a_moment_ago_is_not_applied_unread,
        requiring_a_second_step_without_having_one_is_stopped_before_it_is_sent,
        what_a_newer_server_would_lose_is_named_and_asked_about,
        a_refused_plan_that_must_be_read_is_read_again_before_it_is_repeated,
    }
    owners [Needs::StandIn] {
        every_owner_is_named_with_what_becomes_of_them,
        the_list_grows_without_taking_the_focus_or_talking_without_end,
    }
    owners [Needs::AnyInstance] {
        an_owner_who_could_not_sign_in_any_more_is_named,
        asking_about_the_owners_can_be_stopped_and_begun_again,
    }
    partial_failure [Needs::AnyInstance] {
        what_was_not_accepted_stays_in_the_draft,
        a_way_back_that_is_not_exact_any_more_says_so,
    }
    confirmation [Needs::AnyInstance] {
        what_is_not_shown_yet_is_busy_and_takes_no_input,
        a_change_that_shows_late_is_called_accepted_and_not_visible_yet,
        a_read_that_fails_does_not_end_the_waiting,
        reads_that_fail_leave_an_accepted_change_accepted,
        what_is_not_confirmed_stands_in_the_way_of_the_next_plan,
        a_lost_answer_about_organizations_is_known_once_checked_again,
        a_lost_answer_is_not_known_until_checked_again,
        an_answer_that_never_comes_is_called_lost,
        a_call_lost_on_its_way_comes_back_into_the_draft,
    }
    conflicts [Needs::AnyInstance] {
        a_change_by_somebody_else_stops_the_plan_and_asks,
        a_change_by_somebody_else_to_other_settings_is_kept,
    }
    sign_in [Needs::AnyInstance] {
        the_start_page_names_the_instance,
        a_deep_link_survives_signing_in,
        pages_of_coming_and_going_lead_whoever_is_signed_in_to_the_settings,
        code_and_state_are_wiped_from_address_and_history,
        tokens_are_neither_stored_for_good_nor_logged,
        every_call_says_the_language_of_the_page,
        an_owner_signs_in_and_is_named,
    }
    auth_errors [Needs::AnyInstance] {
        a_wrong_verifier_is_turned_away,
        a_foreign_state_is_turned_away,
        a_nonce_of_another_sign_in_is_turned_away,
        an_id_token_with_an_altered_nonce_is_turned_away,
        a_broken_signature_is_turned_away,
        a_refusal_by_the_sign_in_server_is_said,
        a_callback_opened_twice_is_not_used_twice,
        a_callback_without_a_sign_in_is_turned_away,
    }
    permissions [Needs::AnyInstance] {
        somebody_without_a_role_is_told_which_one_is_needed,
        somebody_without_a_role_can_sign_in_as_somebody_else,
        a_viewer_sees_every_value_and_why_none_can_be_changed,
    }
    sign_out [Needs::AnyInstance] {
        signing_out_takes_the_refresh_token_back_first,
        signing_out_in_another_tab_signs_this_one_out,
    }
    navigation [Needs::AnyInstance] {
        a_setting_is_found_by_its_field_and_has_an_address,
        a_group_is_taken_back_and_the_rest_stays,
    }
    navigation [Needs::StandIn] {
        a_provider_without_a_name_is_called_by_its_kind,
    }
    persistence [Needs::StandIn] {
        the_end_of_a_session_is_announced_and_put_off,
        trouble_at_the_sign_in_server_ends_no_session,
    }
    persistence [Needs::AnyInstance] {
        a_session_that_ends_while_the_settings_are_read_is_called_ended,
        another_person_never_sees_a_draft,
        a_reload_keeps_session_and_draft,
        what_somebody_else_did_to_a_draft_is_named_when_it_is_back,
        a_session_that_ends_keeps_page_and_draft,
    }
    languages [Needs::AnyInstance] {
        a_german_owner_reads_german,
        the_choice_of_a_language_survives_a_reload,
        arabic_runs_from_right_to_left,
        errors_of_the_server_are_explained_in_german,
        switching_keeps_the_focus_and_the_draft,
        a_language_that_cannot_be_downloaded_leaves_the_page_in_its_own,
        numbers_are_read_as_the_language_writes_them,
    }
    load_errors [Needs::StandIn] {
        settings_that_cannot_be_read_are_explained,
    }
    configuration [Needs::StandIn] {
        a_bad_configuration_is_explained,
        a_browser_without_storage_is_told_so,
        the_choice_of_a_theme_is_there_before_the_first_paint,
    }
    crash [Needs::StandIn] {
        a_program_that_stopped_says_so_and_keeps_the_draft,
    }
    loading [Needs::StandIn] {
        a_signed_in_page_is_usable_after_few_requests,
        nothing_moves_once_it_is_drawn,
    }
    announcements [Needs::StandIn] {
        each_event_is_announced_once,
        the_same_announcement_is_made_as_often_as_there_is_reason,
    }
    confirmation [Needs::Lag(1_500)] {
        nothing_looks_on_before_the_server_shows_it,
    }
}
