"""What is done about personal data: requests recorded and answered, data taken out, data erased."""
