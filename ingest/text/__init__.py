"""What Chinese adverts, complaints, contracts and chat say: rules first, then models; every mention is a candidate."""
