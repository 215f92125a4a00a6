//! Journeys of the built console in a headless browser.
