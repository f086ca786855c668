"""What every page type of the clinic shares: ClinicPage, withdrawal, the bin. Top of the rules."""
